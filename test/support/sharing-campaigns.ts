// Campaigns that share the account's lines: the real plans over a table in memory, with lanes that the test lets claim and end calls.
import * as z from 'zod/mini'
import { tendAccount } from '#app/account/tend-account.ts'
import type { SleepyBridge } from '#app/lanes/await-bridge.ts'
import { nextRun } from '#app/lanes/next-run.ts'
import { planRun } from '#app/lanes/plan-run.ts'
import type { Contacts } from '#app/ports/contacts.ts'
import type { Machine } from '#app/ports/machine.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { PlanResult } from '#contract/machine.ts'
import { ids } from '#runtime/ids.ts'
import { accountIn } from '#store/account.ts'
import { activityIn } from '#store/activity.ts'
import { campaignsIn } from '#store/campaigns.ts'
import { contactsIn } from '#store/contacts.ts'
import { lanesIn } from '#store/lanes.ts'
import { pacerIn } from '#store/pacer.ts'
import { laneKey } from '#store/table.ts'
import { transcriptsIn } from '#store/transcripts.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { aCampaign, attemptId, someSettings } from './builders.ts'
import { standingClock } from './engine.ts'

type Options = { concurrentCalls: number; random?: () => number; bridge?: SleepyBridge }

export const sharingCampaigns = ({ concurrentCalls, random = () => 0.5, bridge }: Options) => {
  const { clock, move } = standingClock()
  const table = memoryTable()
  const started: string[] = []
  const machine: Machine = {
    start: async (id, run) => void started.push(`${id}-${run}`),
    status: async () => 'running',
    again: async () => {},
    wait: async () => {},
    leave: async () => {},
  }
  let dueInMs: number | undefined = 0
  const contacts: Contacts = { ...contactsIn(table), nextDue: async () => (dueInMs === undefined ? undefined : clock.now() + dueInMs) }
  const ports = {
    account: accountIn(table),
    activity: activityIn(table, ids),
    campaigns: campaignsIn(table),
    clock: { ...clock, rest: async () => {} },
    contacts,
    lanes: lanesIn(table, clock),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    machine,
    pacer: pacerIn(table, { clock, random }),
    transcripts: transcriptsIn(table, { clock, days: () => 90 }),
    random,
  }
  const limits = { callsPerSecond: 100, concurrentCalls }

  const add = async (lines: number, { weight = 1 } = {}) => {
    const settings = someSettings({ weight, maxConcurrentCalls: lines })
    const campaign = aCampaign({ id: ids.campaign(), state: 'active', run: 1, totalContacts: 1_000, settings })
    await ports.campaigns.create(campaign, { watched: true })
    /** Runs and their lanes, of which each has a child execution, newest last. */
    const children: { run: number; lines: number }[] = []
    const now = async () => {
      const found = await ports.campaigns.get(campaign.id)
      if (!found) throw new Error('no campaign')
      return found
    }

    return {
      id: campaign.id,
      now,
      lanes: () => ports.lanes.list(campaign.id),
      share: async () => (await ports.account.get()).shares[campaign.id],
      async plan(): Promise<PlanResult> {
        const { run } = await now()
        const result = await planRun(ports, limits, bridge)({ campaignId: campaign.id, run })
        if (result.next === 'run') children.push({ run, lines: result.lines })
        return result
      },
      /** A lane has sent all home, since nobody is due. */
      closeSet: async () => {
        const seen = await now()
        await ports.campaigns.change(seen, { closed: seen.run })
      },
      /** All lanes of the newest run, or of one before, have gone home. */
      nextRun: async (back = 0) => await nextRun(ports)({ campaignId: campaign.id, run: children.at(-1 - back)?.run ?? 1 }),
      /** What a claim asks of the lane, for the newest run or one before. False when it is refused, or there is no such child. */
      async claim(k: number, back = 0): Promise<boolean> {
        const child = children.at(-1 - back)
        if (!child || k >= child.lines) return false
        const claimed = await table.update(laneKey(campaign.id, k), {
          change: { set: { attemptId } },
          condition: {
            text: '#open = :true AND #run = :run AND attribute_not_exists(#attemptId)',
            values: { true: true, run: child.run },
          },
          schema: z.unknown(),
        })
        return claimed !== undefined
      },
      end: (k: number) =>
        table.update(laneKey(campaign.id, k), {
          change: { remove: ['attemptId'] },
          condition: { text: 'attribute_exists(#run)' },
          schema: z.unknown(),
        }),
      change: async (state: 'active' | 'paused' | 'completed') => {
        const seen = await now()
        return await ports.campaigns.change(seen, { state, run: state === 'completed' ? seen.run : seen.run + 1 })
      },
    }
  }

  const busyOf = (lanes: readonly LaneRecord[]): number => lanes.filter((lane) => lane.attemptId !== undefined).length
  return {
    ports,
    limits,
    move,
    started,
    add,
    /** When the next contact is due, of whichever campaign; undefined: none is. */
    dueIn: (ms: number | undefined) => {
      dueInMs = ms
    },
    tend: tendAccount(ports, limits),
    busy: async (of: readonly { id: CampaignId }[]): Promise<number> =>
      (await Promise.all(of.map(({ id }) => ports.lanes.list(id)))).reduce((sum, lanes) => sum + busyOf(lanes), 0),
  }
}
