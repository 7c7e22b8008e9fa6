// A deployment without faults in which a test plays a scenario: campaigns, people's clicks at moments of its choice, and what came of it.

import { onTestFinished } from 'vitest'
import type * as z from 'zod/mini'
import { createCampaign } from '#app/campaigns/create-campaign.ts'
import { startCampaign } from '#app/campaigns/start-campaign.ts'
import { addContacts } from '#app/contacts/add-contacts.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { EnginePorts } from '#app/ports.ts'
import { NewCampaign } from '#contract/campaign-edit.ts'
import type { ContactRow } from '#contract/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { partsOf } from '#domain/ids.ts'
import { createMonitors, type Monitors } from '../monitors/monitors.ts'
import type { Violation } from '../monitors/violations.ts'
import type { Fate, NetworkCall } from '../network/call.ts'
import { countryOf, ordinalOf, rowOf } from '../seeds/people.ts'
import { readDeployment } from '../world/deployment.ts'
import { createWorld, type Mutant, type World } from '../world/world.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

export const NO_ANSWER: Fate = { kind: 'no-answer', ringMs: 25 * SECOND }
export const talks = (seconds: number): Fate => ({ kind: 'answers', ringMs: 8 * SECOND, talkMs: seconds * SECOND })

/** A dial, in milliseconds after the start. */
export type Dial = { atMs: number; person: number; campaignId: CampaignId; n: number }

type StageOptions = {
  fateOf: (call: { person: number; campaignId: CampaignId; n: number }) => Fate
  /** Of the account, as it is set up; and what the provider really takes. */
  callsPerSecond?: number
  providerCallsPerSecond?: number
  seed?: number
  functions?: Mutant['functions']
  rules?: Partial<DialRules>
}

export type Stage = {
  world: World
  rules: DialRules
  /** A campaign over these people, started unless said otherwise. */
  campaign(people: number | readonly ContactRow[], settings?: z.input<typeof NewCampaign>['settings']): Promise<CampaignId>
  /** Plays at so many milliseconds after the start. */
  at(ms: number, play: (ports: EnginePorts) => Promise<unknown>): void
  /** Lets time pass until every campaign is over, but no further than so many milliseconds after the start. */
  toTheEnd(untilMs?: number): Promise<void>
  /** Until so many milliseconds after the start. */
  to(ms: number): Promise<void>
  now(): number
  dials: readonly Dial[]
  calls(): NetworkCall[]
  liveCalls(): number
  transitions(): number
  stateOf(id: CampaignId): string | undefined
  /** What no scenario may show. */
  violations(): readonly Violation[]
}

const CACHE = '.ringmaster/cache'
const deployment = readDeployment({ cacheDir: CACHE })
const ENDED = new Set(['completed', 'cancelled'])

export const setStage = async (options: StageOptions): Promise<Stage> => {
  const { fateOf, callsPerSecond = 100, seed = 1, functions } = options
  const rules: DialRules = {
    callsPerSecond,
    concurrentCalls: 10_000,
    callsPerDay: 99,
    consent: 'deployer',
    windows: 'off',
    ...options.rules,
  }
  const dials: Dial[] = []
  let transitions = 0
  const monitors: Monitors = createMonitors({
    now: () => world.clock.now(),
    note: (line) => world.log.note(line),
    rules,
    switchboard: () => world.switchboard,
    countryOf,
    isOpen: () => true,
    wasReachable: () => true,
    lateAfterMs: MINUTE,
  })
  const world: World = createWorld({
    deployment: await deployment,
    seed,
    rules,
    network: {
      callsPerSecond: options.providerCallsPerSecond ?? callsPerSecond,
      fateOf: ({ to, attemptId }) => fateOf({ person: ordinalOf(to), ...attemptOf(attemptId) }),
    },
    table: { onWrite: monitors.books.onWrite },
    onDial: (request) => {
      monitors.dialled(request)
      dials.push({ atMs: world.clock.now() - world.startAt, person: ordinalOf(request.to), ...attemptOf(request.attemptId) })
    },
    onTransition: () => {
      transitions += 1
    },
    turnMs: [20, 80],
    ...(functions ? { mutant: { functions } } : {}),
  })
  monitors.attach()
  // A world that nobody closes goes on for ever.
  onTestFinished(world.close)
  const look = (): void => {
    monitors.look()
    world.clock.after(15 * SECOND, look)
  }
  look()
  const now = (): number => world.clock.now() - world.startAt
  const isOver = (): boolean => [...monitors.books.campaigns()].every(({ state }) => ENDED.has(state))
  return {
    world,
    rules,
    async campaign(people, settings = {}) {
      const rows = typeof people === 'number' ? Array.from({ length: people }, (_, i) => rowOf(i)) : people
      const { id } = await createCampaign(world.ports)(
        NewCampaign.parse({ name: 'A', prompt: 'Ask.', firstMessage: 'Hello.', settings: { ...settings, allowedCountries: 'any' } }),
      )
      await addContacts(world.ports)(id, rows)
      await startCampaign(world.ports, rules)(id)
      return id
    },
    at: (ms, play) => void world.clock.after(ms - now(), () => void play(world.ports)),
    toTheEnd: (untilMs = 40 * HOUR) => world.run({ untilMs, isOver }),
    to: (ms) => new Promise((resolve) => world.clock.after(ms - now(), resolve)),
    now,
    dials,
    calls: () => [...world.switchboard.all()],
    liveCalls: () => [...world.switchboard.all()].filter(({ endedAt }) => endedAt === undefined).length,
    transitions: () => transitions,
    stateOf: (id) => monitors.books.campaign(id)?.state,
    violations() {
      monitors.conclude()
      return monitors.violations.all()
    },
  }
}

const attemptOf = (attemptId: NetworkCall['attemptId']): { campaignId: CampaignId; n: number } => {
  const { campaignId, n } = partsOf(attemptId)
  return { campaignId, n }
}
