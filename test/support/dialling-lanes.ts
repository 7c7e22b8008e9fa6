// Lanes that dial as fast as pacing lets them: the real pacing over a table in memory, on a clock that jumps from one turn to the next.

import * as z from 'zod/mini'
import { callQueued, rateRefused } from '#app/account/account-limits.ts'
import { tendAccount } from '#app/account/tend-account.ts'
import { enterShare } from '#app/lanes/share-lines.ts'
import { keptSlot, surplusWait, takeSlot } from '#app/lanes/take-slot.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Machine } from '#app/ports/machine.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { ids } from '#runtime/ids.ts'
import { accountIn } from '#store/account.ts'
import { activityIn } from '#store/activity.ts'
import { breakersIn } from '#store/breakers.ts'
import { campaignsIn } from '#store/campaigns.ts'
import { lanesIn } from '#store/lanes.ts'
import { pacerIn } from '#store/pacer.ts'
import { laneKey } from '#store/table.ts'
import { transcriptsIn } from '#store/transcripts.ts'
import { timerQueue } from '../../local/clock/timer-queue.ts'
import { seeded } from '../../local/simulated/seeded.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { aCampaign, someSettings } from './builders.ts'
import { standingClock } from './engine.ts'

const MINUTE = 60_000
/** An idle lane looks again after about so long. */
const IDLE_MS = 45_000

type Dialler = { weight?: number; lines: number; callDelay?: number; callSeconds?: number }
/** How the provider answers a dial. */
type Provider = (now: number) => { queueMs: number } | { refused: 'rate' }

const untroubled: Provider = () => ({ queueMs: 0 })
const machine: Machine = {
  start: async () => {},
  status: async () => 'running',
  again: async () => {},
  wait: async () => {},
  leave: async () => {},
}

export const diallingLanes = ({ callsPerSecond = 1, provider = untroubled }: { callsPerSecond?: number; provider?: Provider } = {}) => {
  const { clock, move } = standingClock()
  const start = clock.now()
  const random = seeded(1, 'lanes')
  const table = memoryTable()
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const account = accountIn(table)
  const ports = {
    account,
    activity: activityIn(table, ids),
    breakers: breakersIn(table),
    campaigns: campaignsIn(table),
    // Who rests here lets no time pass: turns of one moment stay in it.
    clock: { ...clock, rest: async () => {} },
    lanes: lanesIn(table, clock),
    log,
    machine,
    pacer: pacerIn(table, { clock, random }),
    transcripts: transcriptsIn(table, { clock, days: () => 90 }),
    random,
  }
  const rules: DialRules = { callsPerSecond, concurrentCalls: 10_000, callsPerDay: 3, consent: 'deployer', windows: 'off' }
  const timers = timerQueue()
  const dials: { campaignId: CampaignId; at: number; queueMs: number }[] = []
  let turns: Promise<void>[] = []
  const after = (ms: number, turn: () => Promise<void>) => timers.add(clock.now() + ms, () => void turns.push(turn()))

  const dial = async (campaignId: CampaignId): Promise<void> => {
    const answer = provider(clock.now())
    if ('refused' in answer) return await rateRefused(ports, rules, 20_429)
    dials.push({ campaignId, at: clock.now(), queueMs: answer.queueMs })
    await callQueued(ports, rules, answer.queueMs)
  }

  const addCampaign = async ({ weight = 1, lines, callDelay = 0, callSeconds = 0 }: Dialler) => {
    const settings = someSettings({ callDelay, weight, maxConcurrentCalls: lines })
    const campaign: CampaignRecord = aCampaign({ id: ids.campaign(), state: 'active', run: 1, totalContacts: 1_000_000, settings })
    let isIdle = false
    await ports.campaigns.create(campaign, { watched: true })
    await enterShare(ports, rules, { campaign, wants: lines })

    const turn = async (k: number): Promise<void> => {
      const [lane, { account: seen }] = await Promise.all([ports.lanes.get(campaign.id, k), account.standing()])
      if (!lane) throw new Error('no lane')
      const here = { campaign, account: seen, lane, kept: keptSlot(ports, lane, seen) }
      const again = (ms: number) => void after(Math.ceil(ms / 1_000) * 1_000, () => turn(k))
      const surplus = await surplusWait(ports, rules, here)
      if (surplus?.kind === 'wait') return again(surplus.ms)
      if (isIdle) return again(IDLE_MS * (0.5 + random()))
      const slot = await takeSlot(ports, rules, here)
      if (slot.kind === 'wait') return again(slot.ms)
      await dial(campaign.id)
      // As the claim does.
      await table.update(laneKey(campaign.id, k), { change: { add: { callsPlaced: 1 }, remove: ['slot'] }, schema: z.unknown() })
      // Never at once: a turn takes a moment.
      after(callSeconds * 1_000 + 200, () => turn(k))
    }
    for (let k = 0; k < lines; k++) {
      await ports.lanes.open(campaign.id, { k, run: 1 })
      after(k % 1_000, () => turn(k))
    }
    return {
      id: campaign.id,
      idle: (value: boolean) => {
        isIdle = value
      },
      /** Dials a minute from the one minute to the other. */
      rate: (from: number, to: number): number => {
        const mine = dials.filter(
          ({ campaignId, at }) => campaignId === campaign.id && at >= start + from * MINUTE && at < start + to * MINUTE,
        )
        return mine.length / (to - from)
      },
    }
  }

  /** Plays until that minute; the account is tended once in each. */
  const playUntil = async (minute: number): Promise<void> => {
    const until = start + minute * MINUTE
    for (let at = timers.nextAt(); at !== undefined && at < until; at = timers.nextAt()) {
      const minuteBefore = Math.floor((clock.now() - start) / MINUTE)
      if (at > clock.now()) move(at - clock.now())
      if (Math.floor((clock.now() - start) / MINUTE) > minuteBefore) await tendAccount(ports, rules)()
      timers.take(at)?.()
      await Promise.all(turns)
      turns = []
    }
  }

  return { ports, rules, dials, start, addCampaign, playUntil }
}
