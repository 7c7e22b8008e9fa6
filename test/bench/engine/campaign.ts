// One campaign through the whole engine in virtual time, without faults: what it took, and what it asked of AWS.

import { startCampaign } from '#app/campaigns/start-campaign.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { E164 } from '#contract/ids.ts'
import { shardsFor } from '#domain/ids.ts'
import type { Fate, FateOf } from '../../simulation/network/call.ts'
import { CapacityMeter } from '../../simulation/table/capacity.ts'
import type { Deployment } from '../../simulation/world/deployment.ts'
import { createWorld, type World } from '../../simulation/world/world.ts'
import { aCampaign, someSettings } from '../../support/builders.ts'
import { fatesOf } from './fates.ts'
import type { Load, QueueFigures } from './ideal.ts'
import { retryLateness } from './retry-lateness.ts'

export type EngineFigures = QueueFigures & {
  isCompleted: boolean
  transitions: number
  invocations: ReadonlyMap<string, number>
  wru: number
  rru: number
}

export type BenchOptions = Load & { seed: number; callDelayMs: number; callsPerSecond: number; deployment: Deployment }

/** As many as fit into one transaction beside the campaign. */
const SLICE = 97
/** A task token of Step Functions is about so long. */
const TOKEN_BYTES = 700
/** A warm Lambda, some twenty operations of the table at 5 ms, half of them side by side, and the state's own transition. */
const TURN_MS = [100, 250] as const
/** Nobody waits longer for a million contacts. */
const HORIZON_MS = 400 * 3_600_000

/** Eight million numbers of one place follow it: whose country nobody knows is never called. */
const FIRST_NUMBER = 12_022_000_000
const numberOf = (contact: number): E164 => E164.parse(`+${FIRST_NUMBER + contact}`)
const contactOf = (number: E164): number => Number(number.slice(1)) - FIRST_NUMBER

/** The engine calls new contacts in an order of its own: who is called as the n-th meets the fate of the ideal queue's n-th, or luck would be compared. */
const inOrderOfCalls = (contacts: number, fateOf: (contact: number, attempt: number) => Fate): FateOf => {
  const ordinals = new Uint32Array(contacts)
  let called = 0
  return ({ to, callsBefore }) => {
    const contact = contactOf(to)
    if (callsBefore === 0) ordinals[contact] = called++
    return fateOf(ordinals[contact] ?? 0, callsBefore + 1)
  }
}

const fill = async ({ ports, clock }: World, campaign: CampaignRecord, contacts: number): Promise<void> => {
  for (let from = 0; from < contacts; from += SLICE) {
    const dueAt = new Date(clock.now()).toISOString()
    const rows = Array.from({ length: Math.min(SLICE, contacts - from) }, (_, i): ContactRecord => {
      const phone = numberOf(from + i)
      const id = ports.ids.contact(campaign, phone)
      return { id, campaignId: campaign.id, phone, variables: {}, state: 'pending', attempts: 0, n: 0, dueAt }
    })
    const seen = await ports.campaigns.get(campaign.id)
    if (!seen) throw new Error('The campaign is gone')
    const written = await ports.ledger.importSlice({
      campaign: seen,
      patch: { totalContacts: seen.totalContacts + rows.length },
      contacts: rows,
    })
    if (!written.ok) throw new Error('A slice of contacts was refused')
  }
}

export const runCampaign = async (options: BenchOptions): Promise<EngineFigures> => {
  const { contacts, lines, maxAttempts, retryDelayMs, seed, callDelayMs, callsPerSecond, deployment } = options
  const meter = new CapacityMeter()
  const lateness = retryLateness(() => world.clock.now())
  let transitions = 0
  let isCompleted = false
  const rules: DialRules = { callsPerSecond, concurrentCalls: lines, callsPerDay: 1_000, consent: 'deployer', windows: 'off' }
  const world = createWorld({
    deployment,
    seed,
    rules,
    network: { callsPerSecond, fateOf: inOrderOfCalls(contacts, fatesOf(seed)) },
    table: {
      meter,
      sizes: { token: TOKEN_BYTES },
      onWrite: (key, before, after) => {
        lateness.onWrite(before, after)
        if (key.SK === 'CAMPAIGN') isCompleted = after?.state === 'completed'
      },
    },
    onTransition: () => {
      transitions += 1
    },
    turnMs: TURN_MS,
  })

  const settings = someSettings({
    callDelay: callDelayMs,
    // Detection costs one more webhook for each answered call, and only where somebody wants it.
    answeringMachine: 'off',
    maxConcurrentCalls: lines,
    retryCount: maxAttempts - 1,
    retryDelay: retryDelayMs,
  })
  const campaign = aCampaign({ id: world.ports.ids.campaign(), settings, shards: shardsFor(contacts) })
  await world.ports.campaigns.create(campaign, { watched: false })
  await fill(world, campaign, contacts)

  const used = { calls: 0, busyMs: 0, firstAt: Number.POSITIVE_INFINITY, lastAt: 0 }
  world.switchboard.watch({
    placed: ({ placedAt }) => {
      used.firstAt = Math.min(used.firstAt, placedAt)
    },
    ended: ({ rangAt, endedAt }) => {
      used.calls += 1
      used.busyMs += (endedAt ?? 0) - (rangAt ?? 0)
      used.lastAt = endedAt ?? 0
    },
  })
  meter.reset()
  await startCampaign(world.ports, rules)(campaign.id)
  await world.run({ untilMs: HORIZON_MS, isOver: () => isCompleted })
  world.close()
  if (used.calls < contacts) throw new Error(`${contacts} contacts were to be called, and ${used.calls} calls were placed`)

  const makespanMs = used.lastAt - used.firstAt
  return {
    isCompleted,
    calls: used.calls,
    makespanMs,
    utilisation: used.busyMs / (makespanMs * lines),
    retryLatenessMs: lateness.all,
    transitions,
    invocations: world.invocations.count(),
    ...meter.total(),
  }
}
