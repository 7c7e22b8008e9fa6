// A dialling function that always fails: the machine that CDK writes, with the real plans, in virtual time. It must cost cents an hour.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { nextRun } from '#app/lanes/next-run.ts'
import { planRun } from '#app/lanes/plan-run.ts'
import type { Contacts } from '#app/ports/contacts.ts'
import { RunInput, Turn } from '#contract/machine.ts'
import { ids } from '#runtime/ids.ts'
import { accountIn } from '#store/account.ts'
import { activityIn } from '#store/activity.ts'
import { campaignsIn } from '#store/campaigns.ts'
import { contactsIn } from '#store/contacts.ts'
import { lanesIn } from '#store/lanes.ts'
import { pacerIn } from '#store/pacer.ts'
import { transcriptsIn } from '#store/transcripts.ts'
import { virtualClock } from '../../../local/clock/virtual-clock.ts'
import { createSteps } from '../../../local/steps/steps.ts'
import type { LocalSystem } from '../../../local/system.ts'
import { synthesize } from '../../../local/template/synth.ts'
import { readSystem } from '../../../local/template/template.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { aCampaign, someSettings } from '../../support/builders.ts'
import { START } from './world.ts'

const ADDRESSES = { api: 'http://127.0.0.1:1', socket: 'ws://127.0.0.1:2', bridgeHost: 'bridge.ringmaster.test' }
const HOUR = 3_600_000
const DOLLARS = 0.025 / 1_000

let system: LocalSystem
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringmaster-broken-'))
  try {
    system = readSystem(await synthesize({ root: process.cwd(), cacheDir: folder, log: () => {} }), ADDRESSES)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** An active campaign whose turns all fail until they are mended; everybody is due all the time. */
const brokenCampaign = async (lines: number) => {
  const clock = virtualClock({ startAt: START })
  const table = memoryTable()
  const campaign = aCampaign({
    id: ids.campaign(),
    state: 'active',
    run: 1,
    totalContacts: 100_000,
    settings: someSettings({ maxConcurrentCalls: lines }),
  })
  let transitions = 0
  let isBroken = true
  let started = 0
  const turns: Turn[] = []
  const machine = {
    start: async (campaignId: string, run: number) => {
      started += 1
      steps.startExecution({
        stateMachineArn: system.machine.arn,
        name: `${campaignId}-${run}`,
        input: JSON.stringify({ campaignId, run }),
      })
    },
    status: async () => 'running' as const,
    again: async () => {},
    wait: async () => {},
    leave: async () => {},
  }
  const contacts: Contacts = { ...contactsIn(table), nextDue: async () => clock.now() }
  const random = () => 0.5
  const ports = {
    account: accountIn(table),
    activity: activityIn(table, ids),
    campaigns: campaignsIn(table),
    clock,
    contacts,
    lanes: lanesIn(table, clock),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    machine,
    pacer: pacerIn(table, { clock, random }),
    transcripts: transcriptsIn(table, { clock, days: () => 90 }),
    random,
  }
  const limits = { callsPerSecond: 100, concurrentCalls: 10_000 }
  const handlers: Record<string, (event: unknown) => Promise<unknown>> = {
    'plan.ts': (event) => planRun(ports, limits)(RunInput.parse(event)),
    'next-run.ts': (event) => nextRun(ports)(RunInput.parse(event)),
    'claim-and-dial.ts': async (event) => {
      if (isBroken) throw new Error('no table')
      turns.push(Turn.parse(event))
    },
  }
  const byArn = new Map(system.functions.map(({ arn, handlerFile }) => [arn, handlers[handlerFile.split('/').at(-1) ?? '']]))
  const steps = createSteps({
    clock,
    machines: [system.machine],
    invoke: (arn, event) => clock.during((async () => await byArn.get(arn)?.(event))()),
    random,
    onTransition: () => {
      transitions += 1
    },
  })
  onTestFinished(() => {
    steps.close()
    clock.stop()
  })
  await ports.campaigns.create(campaign, { watched: true })
  await machine.start(campaign.id, 1)

  const pass = async (ms: number): Promise<number> => {
    const before = transitions
    await new Promise<void>((resolve) => clock.after(ms, resolve))
    return transitions - before
  }
  return {
    ports,
    campaign: async () => (await ports.campaigns.get(campaign.id)) ?? campaign,
    turns,
    pass,
    started: () => started,
    mend: () => {
      isBroken = false
    },
  }
}

describe('a dialling function that always fails', () => {
  it.each([
    { lines: 10, firstHour: 0.03 },
    // The first set of lanes fails as a whole, which costs its lanes once; a campaign of so many lines spends more on a minute of calls.
    { lines: 400, firstHour: 0.64 },
  ])('costs little with $lines lanes, and less than a cent in every later hour', async ({ lines, firstHour }) => {
    const { pass } = await brokenCampaign(lines)
    const first = await pass(HOUR)
    const later = await pass(5 * HOUR)
    expect(first * DOLLARS).toBeLessThan(firstHour)
    expect((later / 5) * DOLLARS).toBeLessThan(0.01)
  })

  it('is tried by one lane after a rest that grows to a quarter of an hour', async () => {
    const { pass, campaign, ports } = await brokenCampaign(10)
    const rests: number[] = []
    for (let seen = 0; rests.length < 6; ) {
      await pass(10_000)
      const { id, fruitless } = await campaign()
      if (!fruitless || fruitless.runs === seen) continue
      seen = fruitless.runs
      rests.push(Math.round((Date.parse(fruitless.nextAt) - ports.clock.now()) / 60_000))
      const lanes = await ports.lanes.list(id)
      if (seen > 1) expect(lanes.filter(({ run }) => run === Math.max(...lanes.map((lane) => lane.run)))).toHaveLength(1)
    }
    expect(rests).toEqual([1, 2, 4, 8, 15, 15])
  })

  it('is found mended by that lane', async () => {
    const { pass, mend, turns } = await brokenCampaign(10)
    await pass(HOUR)
    mend()
    await pass(HOUR / 2)
    expect(turns.length).toBeGreaterThanOrEqual(1)
    expect(new Set(turns.map(({ k }) => k))).toEqual(new Set([0]))
  })
})
