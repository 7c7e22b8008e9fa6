// Pacing: a dial needs a slot of the campaign's own pace and one of the account's calls per second.

import { limitsNow } from '#app/account/account-limits.ts'
import type { EnginePorts as Ports } from '#app/ports.ts'
import type { AccountRecord } from '#app/records/account.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import { dialRate } from '#domain/dial-shares.ts'
import { between, type DialRules, type TurnEnd } from './turn.ts'

/** A slot so far ahead is taken and kept; one beyond is left to others. */
const HORIZON_MS = 60_000
/** Where campaigns share the account its slots are taken only so far ahead: a queue of the one is a wait for all the others. */
const SHARED_HORIZON_MS = 15_000
/** So near, it is now. */
const NEAR_MS = 500
/** A kept slot is good until it is this old, and from this early. */
const LATE_MS = 10_000
const EARLY_MS = 1_000
/** Lanes that pacing has no use for look in together about this often, which is far oftener than the slots that others hold can run out. */
const LOOK_IN_MS = 5_000
const LONGEST_STAY_MS = 300_000

/** `account`: the campaign's own pace is paid as well. */
export type KeptSlot = 'campaign' | 'account' | undefined

type Needs = Pick<Ports, 'clock' | 'lanes' | 'pacer' | 'random'>
type Paced = { campaign: CampaignRecord; account: AccountRecord }

const restsUntil = ({ dialsFrom }: AccountRecord): number => (dialsFrom ? Date.parse(dialsFrom) : 0)

/** Asked at the start of a turn: how long the turn itself takes does not make the slot older. */
export const keptSlot = ({ clock }: Pick<Needs, 'clock'>, { slot }: LaneRecord, account: AccountRecord): KeptSlot => {
  if (!slot) return undefined
  const at = Date.parse(slot.at)
  const age = clock.now() - at
  // Slots of a time in which nobody dials are lost; all of them together afterwards would fill the provider's queue again.
  return age < LATE_MS && age > -EARLY_MS && at >= restsUntil(account) ? slot.kind : undefined
}

/** Time between two dials of the campaign: its own delay, or longer where it shares the account's calls per second with others. */
export const campaignPace = (
  { callsPerSecond, concurrentCalls }: Pick<DialRules, 'callsPerSecond' | 'concurrentCalls'>,
  { campaign, account }: Paced,
): number => {
  const { id, settings } = campaign
  const { [id]: _mine, ...others } = account.shares
  const rivals = Object.values(others).filter(({ lines }) => lines > 0)
  if (rivals.length === 0) return settings.callDelay
  const all = limitsNow(account, { callsPerSecond, concurrentCalls }).callsPerSecond
  const rate = dialRate(all, settings, rivals)
  return rate < all ? Math.max(settings.callDelay, 1_000 / rate) : settings.callDelay
}

type Here = Paced & { lane: LaneRecord; kept: KeptSlot }

/** The campaign's slots are taken so far ahead that this lane has no part in them: how long to stay away. Undefined: go on. */
export const surplusWait = async (ports: Needs, rules: DialRules, here: Omit<Here, 'lane'>): Promise<TurnEnd | undefined> => {
  const { campaign, kept } = here
  if (kept || campaignPace(rules, here) === 0) return undefined
  const ahead = (await ports.pacer.peek(campaign.id)) - ports.clock.now()
  return ahead > HORIZON_MS ? stayAway(ports, campaign, ahead) : undefined
}

/** Nothing is lost before the next free slot comes within the horizon, and little until the slots that others hold are used up. */
const stayAway = ({ random }: Needs, { settings }: CampaignRecord, ahead: number): TurnEnd => {
  const spread = Math.min(LONGEST_STAY_MS, Math.max(HORIZON_MS, settings.maxConcurrentCalls * LOOK_IN_MS))
  return { kind: 'wait', ms: Math.max(0, ahead - HORIZON_MS) + between(random, spread / 2, spread) }
}

export const takeSlot = async (ports: Needs, rules: DialRules, here: Here): Promise<{ kind: 'now' } | TurnEnd> => {
  const { campaign, account, lane, kept } = here
  const paceMs = campaignPace(rules, here)
  const needs: { kind: 'campaign' | 'account'; scope: string; intervalMs: number; horizonMs: number }[] = []
  if (paceMs > 0 && !kept) needs.push({ kind: 'campaign', scope: campaign.id, intervalMs: paceMs, horizonMs: HORIZON_MS })
  if (kept !== 'account') {
    const horizonMs = paceMs > campaign.settings.callDelay ? SHARED_HORIZON_MS : HORIZON_MS
    needs.push({ kind: 'account', scope: 'account', intervalMs: 1_000 / limitsNow(account, rules).callsPerSecond, horizonMs })
  }

  for (const { kind, scope, ...pace } of needs) {
    const at = await ports.pacer.take(scope, pace)
    if (at === undefined) return stayAway(ports, campaign, HORIZON_MS)
    const ahead = at - ports.clock.now()
    if (ahead <= NEAR_MS) continue
    const slot = { at: new Date(at).toISOString(), kind }
    return (await ports.lanes.keep(campaign.id, lane, { slot })) ? { kind: 'wait', ms: ahead } : { kind: 'leave' }
  }
  return { kind: 'now' }
}
