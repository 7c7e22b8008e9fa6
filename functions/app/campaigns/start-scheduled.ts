// Every minute: drafts whose moment has come start by themselves, each once. One that cannot start says why, and is not tried again.

import { AppError } from '#app/errors.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { ScheduledStart } from '#app/ports/campaigns.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { ACTIVATED } from './activated.ts'
import { needConsent } from './campaign-consent.ts'
import { type ChangingPorts, changeCampaign } from './change-campaign.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'
import { needContacts } from './start-campaign.ts'

type Needs = ChangingPorts & NotingPorts & Pick<Ports, 'machine'>

const WIDTH = 8
/** Whatever kept it from starting for so long, nobody reckons with a start any more. */
const GIVE_UP_MS = 24 * 60 * 60 * 1_000

export const startScheduled = (ports: Needs, rules: Pick<DialRules, 'consent'>) => async (): Promise<void> => {
  const due = await ports.campaigns.scheduled(new Date(ports.clock.now()).toISOString())
  await inParallel(due, WIDTH, (start) => startOne(ports, rules, start))
}

/** One that fails must not keep the others from starting. */
const startOne = async (ports: Needs, rules: Pick<DialRules, 'consent'>, start: ScheduledStart): Promise<void> => {
  try {
    const why = await refusalOf(ports, rules, start)
    if (why !== undefined) await giveUp(ports, start, why)
  } catch (error) {
    ports.log.error('scheduled-start.failed', { campaignId: start.id, error })
  }
}

/** Why it will not start, in words; undefined: it has started, or is no longer to start then. */
const refusalOf = async (ports: Needs, rules: Pick<DialRules, 'consent'>, start: ScheduledStart): Promise<string | undefined> => {
  if (ports.clock.now() > Date.parse(start.startsAt) + GIVE_UP_MS) return 'For a day nobody was able to start it.'
  try {
    await startNow(ports, rules, start)
    return undefined
  } catch (error) {
    // What may pass by itself is tried again in a minute.
    if (error instanceof AppError && error.retryAfter === undefined) return error.message
    throw error
  }
}

/** Somebody may have called it off, or chosen another moment, since it was read. */
const isMeant = ({ state, startsAt }: CampaignRecord, start: ScheduledStart): boolean => state === 'draft' && startsAt === start.startsAt

const startNow = async (ports: Needs, rules: Pick<DialRules, 'consent'>, start: ScheduledStart): Promise<void> => {
  const startedAt = new Date(ports.clock.now()).toISOString()
  const { campaign, changed } = await changeCampaign(ports, start.id, (current) => {
    if (!isMeant(current, start)) return undefined
    needContacts(current)
    needConsent(rules, current)
    return { ...ACTIVATED, state: 'active', run: current.run + 1, startedAt }
  })
  if (!changed) return
  await ports.machine.start(start.id, campaign.run)
  const evidence = { run: campaign.run, startsAt: start.startsAt }
  await noteActivity(ports, { campaignId: start.id, by: 'ringmaster', action: 'started', because: 'it was scheduled', evidence })
}

const giveUp = async (ports: Needs, start: ScheduledStart, why: string): Promise<void> => {
  const { changed } = await changeCampaign(ports, start.id, (current) =>
    isMeant(current, start) ? { startsAt: undefined, reason: `It could not start as scheduled. ${why}` } : undefined,
  )
  if (!changed) return
  const evidence = { startsAt: start.startsAt }
  await noteActivity(ports, { campaignId: start.id, by: 'ringmaster', action: 'not-started', because: why, evidence })
}
