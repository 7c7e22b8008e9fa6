// The campaign of this run, from its list to the comparison with the provider's own books.
import type { Api } from '#contract/client.ts'
import { audit } from './audit.ts'
import { firstRejects, type Started, startExample } from './example-campaign.ts'
import type { Flags } from './flags.ts'
import { followCampaign } from './follow-campaign.ts'
import type { Output } from './output.ts'
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

/** The campaign of this run, or the newest one that is still at work. */
const chooseCampaign = async ({ api, flags, file }: Options): Promise<Partial<Started>> => {
  if (file) return startExample(api, flags, file)
  const { items } = await api('listCampaigns', {})
  const atWork = items.find(({ state }) => state === 'active' || state === 'pausing' || state === 'stopping')
  return atWork ? { campaign: atWork } : {}
}

/** The provider knows an attempt only by the address that it was given for its callbacks. */
const callsAtProvider = ({ twilio }: RunningSystem, campaignId: string): { sid: string; attemptId: string }[] => {
  const attempt = new RegExp(`att_${campaignId.slice('cmp_'.length)}_[0-9a-f]+_[0-9]+`)
  return twilio.calls().flatMap(({ sid, statusCallback = '' }) => {
    const [attemptId] = attempt.exec(statusCallback) ?? []
    return attemptId ? [{ sid, attemptId }] : []
  })
}

const tellImport = ({ say }: Output, { imported }: Partial<Started>): void => {
  if (!imported) return
  if (imported.rejected > 0) say(`${imported.rejected} of ${imported.rows} rows cannot be called: ${firstRejects(imported)}`)
  if (imported.duplicates > 0) say(`${imported.duplicates} rows repeat a number of another`)
}

/** 0 when everything adds up. */
export const runCampaign = async (options: Options): Promise<number> => {
  const { api, flags, system, output, signal, startedMs } = options
  const started = await chooseCampaign(options)
  tellImport(output, started)
  if (!started.campaign) {
    output.say('No campaign is at work.')
    return 0
  }
  const follow = { api, speed: system.clock.speed, output: output.terminal, signal }
  const ended = await followCampaign(started.campaign.id, follow)
  const { id: campaignId, state, stats } = ended
  const { provider, drift } = await audit(api, ended, callsAtProvider(system, campaignId))
  output.say(`${provider.calls} calls, ${provider.duplicates} made twice, ${provider.orphans} unknown to one of the two sides`)
  for (const words of drift) output.say(`A counter is wrong: ${words}`)
  if (flags.json) {
    const elapsedMs = Math.round(performance.now() - startedMs)
    const rejected = started.imported?.rejected ?? 0
    output.result(JSON.stringify({ campaignId, state, totalContacts: stats.totalContacts, rejected, stats, provider, elapsedMs }))
  }
  return drift.length + provider.duplicates + provider.orphans === 0 ? 0 : 1
}
