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

export const takeSlot = async (
  ports: Ports,
  { callsPerSecond }: DialRules,
  { campaign, lane }: { campaign: CampaignRecord; lane: LaneRecord },
): Promise<{ kind: 'now' } | TurnEnd> => {
  const kept = keptSlot(ports, lane)
  const { callDelay } = campaign.settings
  const needs: { kind: 'campaign' | 'account'; scope: string; intervalMs: number }[] = []
  if (callDelay > 0 && !kept) needs.push({ kind: 'campaign', scope: campaign.id, intervalMs: callDelay })
  if (kept !== 'account') needs.push({ kind: 'account', scope: 'account', intervalMs: 1_000 / callsPerSecond })

  for (const { kind, scope, intervalMs } of needs) {
    const at = await ports.pacer.take(scope, { intervalMs, horizonMs: HORIZON_MS })
    if (at === undefined) return { kind: 'wait', ms: between(ports.random, HORIZON_MS / 2, HORIZON_MS) }
    const ahead = at - ports.clock.now()
    if (ahead <= NEAR_MS) continue
    const slot = { at: new Date(at).toISOString(), kind }
    return (await ports.lanes.keep(campaign.id, lane, { slot })) ? { kind: 'wait', ms: ahead } : { kind: 'leave' }
  }
  return { kind: 'now' }
}

const keptSlot = ({ clock }: Ports, { slot }: LaneRecord): 'campaign' | 'account' | undefined => {
  if (!slot) return undefined
  const age = clock.now() - Date.parse(slot.at)
  return age < LATE_MS && age > -EARLY_MS ? slot.kind : undefined
}
