// The engine's use cases over the real table, with a telephone network and a state machine that the test plays itself.

import { tendAccount } from '#app/account/tend-account.ts'
import { reconcile } from '#app/calls/reconcile-attempts.ts'
import { recordAttempt } from '#app/calls/record-attempt.ts'
import { claimAndDial } from '#app/lanes/claim-and-dial.ts'
import { planRun } from '#app/lanes/plan-run.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Clock } from '#app/ports/clock.ts'
import type { Machine } from '#app/ports/machine.ts'
import type { DialOutcome, ProviderCall, Telephony } from '#app/ports/telephony.ts'
import type { EnginePorts } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { type AttemptId, type CampaignId, E164 } from '#contract/ids.ts'
import type { AttemptEvent } from '#domain/attempt.ts'
import { live } from '#runtime/live.ts'
import { accountIn } from '#store/account.ts'
import { breakersIn } from '#store/breakers.ts'
import { openTable } from '#store/dynamo.ts'
import { lanesIn } from '#store/lanes.ts'
import { pacerIn } from '#store/pacer.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { aCampaign } from './builders.ts'
import { ringmasterTable } from './table.ts'

export type Dialled = { attemptId: AttemptId; to: E164; callSid: string }

/** Time stands still until the test moves it; campaign time and machine time move together. */
export const standingClock = (start = Date.parse('2026-11-02T15:00:00.000Z')) => {
  let now = start
  const move = (ms: number): void => {
    now += ms
  }
  // Who rests lets the time pass: otherwise a wait would never end. No clock has parts of a millisecond.
  const clock: Clock = { now: () => now, machine: () => now, rest: async (ms) => move(Math.ceil(ms)) }
  return { clock, move }
}

/** Answers every dial as the test says, and remembers it. */
const playedNetwork = (clock: Clock) => {
  const dialled: Dialled[] = []
  const calls = new Map<string, ProviderCall & { to: string }>()
  const cancelled: string[] = []
  const ended: string[] = []
  const said: { callSid: string; text: string }[] = []
  let answer: (to: E164) => DialOutcome | { kind: 'lost'; exists: boolean } = () => ({ kind: 'accepted', callSid: '', queueMs: 0 })
  const telephony: Telephony = {
    connect: async () => {},
    async dial({ attemptId, to }) {
      const callSid = `CA${dialled.length + 1}`
      dialled.push({ attemptId, to, callSid })
      const given = answer(to)
      const exists = given.kind === 'accepted' || (given.kind === 'lost' && given.exists)
      if (exists) calls.set(callSid, { callSid, to, state: 'queued', createdAt: Math.floor(clock.now() / 1_000) * 1_000 })
      if (given.kind === 'lost') return { kind: 'unknown', why: 'the reply was lost' }
      return given.kind === 'accepted' ? { ...given, callSid } : given
    },
    get: async (callSid) => calls.get(callSid),
    find: async (to) => [...calls.values()].filter((call) => call.to === to),
    async cancel(callSid) {
      cancelled.push(callSid)
      const call = calls.get(callSid)
      if (call && call.state !== 'answered') calls.set(callSid, { ...call, state: 'canceled' })
      return calls.get(callSid)
    },
    async end(callSid) {
      ended.push(callSid)
      const call = calls.get(callSid)
      if (call) calls.set(callSid, { ...call, state: 'completed' })
      return calls.get(callSid)
    },
    async say(callSid, text) {
      said.push({ callSid, text })
      return calls.get(callSid)?.state === 'answered'
    },
  }
  return {
    telephony,
    dialled,
    last: (): Dialled => {
      const call = dialled.at(-1)
      if (!call) throw new Error('nobody was dialled')
      return call
    },
    cancelled,
    ended,
    said,
    answerWith: (next: typeof answer) => {
      answer = next
    },
    change: (callSid: string, changes: Partial<ProviderCall>) => {
      const call = calls.get(callSid)
      if (call) calls.set(callSid, { ...call, ...changes })
    },
  }
}

/** Remembers what was said to Step Functions. */
const playedMachine = () => {
  const started: string[] = []
  const ends = new Map<string, string>()
  const machine: Machine = {
    start: async (campaignId, run) => void started.push(`${campaignId}-${run}`),
    status: async (campaignId, run) => (started.includes(`${campaignId}-${run}`) ? 'running' : 'absent'),
    again: async (token) => void ends.set(token, 'again'),
    wait: async (token, ms) => void ends.set(token, `wait ${ms}`),
    leave: async (token) => void ends.set(token, 'leave'),
  }
  return { machine, started, ends }
}

/** By the database that they share: test files that run in one process have one each. */
const engines = new Map<string | undefined, number>()
const nextEngine = (): number => {
  const database = process.env.AWS_ENDPOINT_URL_DYNAMODB
  const next = (engines.get(database) ?? 0) + 1
  engines.set(database, next)
  return next
}

export const playEngine = () => {
  // The account's dial slots are shared, and a call that another test leaves on the line would lock its number.
  const engine = nextEngine()
  const { clock, move } = standingClock(Date.UTC(2026, 10, engine, 15))
  const firstNumber = 100 + 20 * engine
  const network = playedNetwork(clock)
  const { machine, started, ends } = playedMachine()
  const table = live(() => ({ TABLE_NAME: ringmasterTable.tableName, TRANSCRIPT_DAYS: 90 }))
  const { activity, attempts, campaigns, contacts, ids, imports, ledger, numbers, templates, transcripts } = table
  // Each engine has an account of its own: its campaigns share it with nobody.
  const own = memoryTable()
  const [account, breakers] = [accountIn(own), breakersIn(own)]
  const lanes = lanesIn(openTable(ringmasterTable.tableName, { clock, random: Math.random }), clock)
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const { telephony } = network
  const pacer = pacerIn(openTable(ringmasterTable.tableName, { clock, random: Math.random }), { clock, random: Math.random })
  const core = {
    account,
    activity,
    attempts,
    breakers,
    campaigns,
    contacts,
    ids,
    imports,
    lanes,
    ledger,
    numbers,
    pacer,
    templates,
    transcripts,
  }
  const ports: EnginePorts = { ...core, clock, machine, telephony, log: quiet, random: Math.random, files: { write: async () => {} } }
  const rules: DialRules = { callsPerSecond: 1_000, concurrentCalls: 10_000, callsPerDay: 3, consent: 'deployer', windows: 'off' }
  let turns = 0

  return {
    ports,
    rules,
    clock,
    move,
    started,
    ends,
    ...network,
    /** A campaign of its own in the table, active in run 1 unless said otherwise, with so many numbers that are this engine's own. */
    async campaign(size: number, changes: Partial<CampaignRecord> = {}): Promise<CampaignRecord> {
      const campaign = aCampaign({ id: ids.campaign(), state: 'active', run: 1, totalContacts: size, ...changes })
      await campaigns.create(campaign, { watched: true })
      const rows = Array.from({ length: size }, (_, i) => E164.parse(`+1202555${String(firstNumber + i).padStart(4, '0')}`))
      for (const phone of rows) {
        const contact = { id: ids.contact(campaign, phone), campaignId: campaign.id, phone, variables: {}, attempts: 0, n: 0 }
        const fresh = { ...contact, state: 'pending' as const, dueAt: new Date(clock.now()).toISOString() }
        const seen = await campaigns.get(campaign.id)
        if (seen) await ledger.importSlice({ campaign: seen, patch: {}, contacts: [fresh] })
      }
      return campaign
    },
    plan: (campaignId: CampaignId, run = 1) => planRun(ports, rules)({ campaignId, run }),
    /** One turn of a lane; gives how the turn ended, or undefined while its call goes on. */
    async turn(campaignId: CampaignId, { k = 0, run = 1, turn = 0, token = `token-${++turns}` } = {}): Promise<string | undefined> {
      await claimAndDial(ports, rules)({ campaignId, k, run, turn, token })
      return ends.get(token)
    },
    /** A callback. Who was spoken with has been connected to the agent before. */
    async tell(attemptId: AttemptId, event: AttemptEvent): Promise<void> {
      const attempt = event.kind === 'ended' && event.state === 'completed' ? await attempts.get(attemptId) : undefined
      if (attempt) await attempts.openStream(attempt, { openedMs: clock.machine() })
      await recordAttempt(ports)(attemptId, event)
    },
    reconcile: reconcile(ports),
    tend: tendAccount(ports, rules),
  }
}
