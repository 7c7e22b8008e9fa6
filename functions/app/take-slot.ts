// Pacing: a dial needs a slot of the campaign's own delay and one of the account's calls per second.
import type { EnginePorts as Ports } from './ports.ts'
import type { CampaignRecord, LaneRecord } from './records.ts'
import { between, type DialRules, type TurnEnd } from './turn.ts'

/** A slot so far ahead is taken and kept; one beyond is left to others. */
const HORIZON_MS = 60_000
/** So near, it is now. */
const NEAR_MS = 500
/** A kept slot is good until it is this old, and from this early. */
const LATE_MS = 10_000
const EARLY_MS = 1_000
/** Lanes that pacing has no use for look in together about this often, which is far oftener than the slots that others hold can run out. */
const LOOK_IN_MS = 5_000
const LONGEST_STAY_MS = 300_000

/** `account`: the campaign's own delay is paid as well. */
export type KeptSlot = 'campaign' | 'account' | undefined

/** Asked at the start of a turn: how long the turn itself takes does not make the slot older. */
export const keptSlot = ({ clock }: Ports, { slot }: LaneRecord): KeptSlot => {
  if (!slot) return undefined
  const age = clock.now() - Date.parse(slot.at)
  return age < LATE_MS && age > -EARLY_MS ? slot.kind : undefined
}

type Here = { campaign: CampaignRecord; lane: LaneRecord; kept: KeptSlot }

/** The campaign's slots are taken so far ahead that this lane has no part in them: how long to stay away. Undefined: go on. */
export const surplusWait = async (ports: Ports, { campaign, kept }: Here): Promise<TurnEnd | undefined> => {
  if (campaign.settings.callDelay === 0 || kept) return undefined
  const ahead = (await ports.pacer.peek(campaign.id)) - ports.clock.now()
  return ahead > HORIZON_MS ? stayAway(ports, campaign, ahead) : undefined
}

/** Nothing is lost before the next free slot comes within the horizon, and little until the slots that others hold are used up. */
const stayAway = ({ random }: Ports, { settings }: CampaignRecord, ahead: number): TurnEnd => {
  const spread = Math.min(LONGEST_STAY_MS, Math.max(HORIZON_MS, settings.maxConcurrentCalls * LOOK_IN_MS))
  return { kind: 'wait', ms: Math.max(0, ahead - HORIZON_MS) + between(random, spread / 2, spread) }
}

export const takeSlot = async (
  ports: Ports,
  { callsPerSecond }: DialRules,
  { campaign, lane, kept }: Here,
): Promise<{ kind: 'now' } | TurnEnd> => {
  const { callDelay } = campaign.settings
  const needs: { kind: 'campaign' | 'account'; scope: string; intervalMs: number }[] = []
  if (callDelay > 0 && !kept) needs.push({ kind: 'campaign', scope: campaign.id, intervalMs: callDelay })
  if (kept !== 'account') needs.push({ kind: 'account', scope: 'account', intervalMs: 1_000 / callsPerSecond })

  for (const { kind, scope, intervalMs } of needs) {
    const at = await ports.pacer.take(scope, { intervalMs, horizonMs: HORIZON_MS })
    if (at === undefined) return stayAway(ports, campaign, HORIZON_MS)
    const ahead = at - ports.clock.now()
    if (ahead <= NEAR_MS) continue
    const slot = { at: new Date(at).toISOString(), kind }
    return (await ports.lanes.keep(campaign.id, lane, { slot })) ? { kind: 'wait', ms: ahead } : { kind: 'leave' }
  }
  return { kind: 'now' }
}
