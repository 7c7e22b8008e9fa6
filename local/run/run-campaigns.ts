// The campaigns of this run, each from its list to the comparison with the provider's own books.
import type { CampaignWithStats } from '#contract/campaign.ts'
import type { Api } from '#contract/client.ts'
import { type Audit, audit } from './audit.ts'
import { firstRejects, type Started, startExample } from './example-campaign.ts'
import type { Flags } from './flags.ts'
import { followCampaign } from './follow-campaign.ts'
import type { Output } from './output.ts'
import { allOf } from './pages.ts'
import type { RunningSystem } from './start-system.ts'

type Options = {
  api: Api
  flags: Flags
  /** Absent: go on with what is there. */
  file: Buffer | undefined
  system: RunningSystem
  output: Output
  startedMs: number
  signal: AbortSignal
}

type Result = Pick<CampaignWithStats, 'state' | 'stats'> &
  Pick<Audit, 'provider'> & { campaignId: string; totalContacts: number; rejected: number }

/** What a script reads when no campaign was at work: the same fields, so that it needs no second way to read them. */
const NONE = { campaignId: null, state: 'none', totalContacts: 0, rejected: 0, stats: null, provider: null }

/** A campaign that is pausing will stand still until a person resumes it. */
const isAtWork = ({ state }: CampaignWithStats): boolean => state === 'active' || state === 'stopping'

/** This run's own campaign; without one those at work, the oldest first, until none is. */
async function* campaignsOf({ api, flags, file, signal }: Options): AsyncGenerator<Pick<Started, 'campaign'> & Partial<Started>> {
  if (file) {
    yield await startExample({ api, flags, file, signal })
    return
  }
  const seen = new Set<string>()
  const waiting: CampaignWithStats[] = []
  for (;;) {
    const newestFirst = await allOf((cursor) => api('listCampaigns', { query: cursor, signal }))
    // Remembered, since one may be over before its turn comes: it is checked all the same.
    const fresh = newestFirst.filter((one) => isAtWork(one) && !seen.has(one.id)).toReversed()
    for (const one of fresh) seen.add(one.id)
    waiting.push(...fresh)
    const campaign = waiting.shift()
    if (!campaign) return
    yield { campaign }
  }
}

/** The provider knows an attempt only by the address that it was given for its callbacks. Undefined: its book is not open here. */
const callsAtProvider = ({ providers }: RunningSystem, campaignId: string): { sid: string; attemptId: string }[] | undefined => {
  const attempt = new RegExp(`att_${campaignId.slice('cmp_'.length)}_[0-9a-f]+_[0-9]+`)
  return providers.calls?.().flatMap(({ sid, statusCallback = '' }) => {
    const [attemptId] = attempt.exec(statusCallback) ?? []
    return attemptId ? [{ sid, attemptId }] : []
  })
}

const tellImport = ({ say }: Output, { imported }: Partial<Started>): void => {
  if (!imported) return
  if (imported.rejected > 0) say(`${imported.rejected} of ${imported.rows} rows cannot be called: ${firstRejects(imported)}`)
  if (imported.updated > 0) say(`${imported.updated} rows bring contacts up to date that the campaign had`)
  if (imported.duplicates > 0) say(`${imported.duplicates} rows repeat a number of another`)
}

const runOne = async (
  { api, system, output, signal }: Options,
  started: Pick<Started, 'campaign'> & Partial<Started>,
): Promise<{ result: Result; isSound: boolean }> => {
  tellImport(output, started)
  const ended = await followCampaign(started.campaign.id, { api, speed: system.clock.speed, output: output.terminal, signal })
  const { id: campaignId, state, stats } = ended
  const { provider, drift } = await audit(api, ended, callsAtProvider(system, campaignId))
  if (provider)
    output.say(`${provider.calls} calls, ${provider.duplicates} made twice, ${provider.orphans} unknown to one of the two sides`)
  for (const words of drift) output.say(`A counter is wrong: ${words}`)
  return {
    result: { campaignId, state, totalContacts: stats.totalContacts, rejected: started.imported?.rejected ?? 0, stats, provider },
    isSound: state === 'completed' && drift.length + (provider ? provider.duplicates + provider.orphans : 0) === 0,
  }
}

/** 0 when everything completed and adds up. */
export const runCampaigns = async (options: Options): Promise<number> => {
  const { flags, output, startedMs } = options
  let last: Result | typeof NONE = NONE
  let code = 0
  for await (const started of campaignsOf(options)) {
    const { result, isSound } = await runOne(options, started)
    last = result
    if (!isSound) code = 1
  }
  if (last === NONE) output.say('No campaign is at work.')
  if (flags.json) output.result(JSON.stringify({ ...last, elapsedMs: Math.round(performance.now() - startedMs) }))
  return code
}
