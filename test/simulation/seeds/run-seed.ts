// One seed from start to end: its world runs under faults, heals, comes to rest, and is judged.
import { isSpent } from '../monitors/final-check.ts'
import type { Monitors } from '../monitors/monitors.ts'
import type { Violation } from '../monitors/violations.ts'
import type { World } from '../world/world.ts'
import { operationsOn } from './operations.ts'
import { lastMoveOf, planOf } from './seed-plan.ts'
import { buildSeedWorld, type SeedOptions, type SeedWorld } from './seed-world.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** From then on nothing goes wrong any more. */
const HEALED_AT_MS = 15 * MINUTE_MS
const LONGEST_MS = 40 * HOUR_MS
/** After the last call has ended. */
const REST_MS = 3 * MINUTE_MS
const LOOK_EVERY_MS = 15 * SECOND_MS
/** A person who finds the campaign paused after everything has healed resumes it. */
const RESUMED_EVERY_MS = 2 * MINUTE_MS

export type SeedResult = {
  seed: number
  contacts: number
  calls: number
  events: number
  /** Of the event log. */
  hash: string
  violations: readonly Violation[]
}

const ENDED = new Set(['completed', 'cancelled'])

const isAtRest = ({ books }: Monitors, { switchboard }: World): boolean => {
  for (const campaign of books.campaigns()) if (!ENDED.has(campaign.state) && !isSpent(campaign)) return false
  for (const contact of books.all('contact')) if (contact.state === 'calling') return false
  for (const call of switchboard.all()) if (call.endedAt === undefined) return false
  return true
}

const every = ({ clock }: Pick<World, 'clock'>, ms: number, work: () => void): void => {
  clock.after(ms, () => {
    work()
    every({ clock }, ms, work)
  })
}

const healAndResume = (built: SeedWorld): void => {
  const { world, monitors } = built
  const { resume } = operationsOn(built)
  world.clock.after(HEALED_AT_MS, () => {
    world.heal()
    every(world, RESUMED_EVERY_MS, () => {
      for (const campaign of monitors.books.campaigns()) {
        const isHeld = campaign.state === 'paused' || campaign.state === 'pausing'
        if (isHeld && !isSpent(campaign)) void resume(campaign.id)
      }
    })
  })
}

/** `isEnough`: looked at often; ends the seed before its time. */
export const runSeed = async (options: SeedOptions, isEnough: (found: number) => boolean = () => false): Promise<SeedResult> => {
  const plan = planOf(options.seed)
  const built = await buildSeedWorld(options, plan)
  const { world, monitors } = built
  const { clock, startAt, log, switchboard } = world
  const enough = (): boolean => isEnough(monitors.violations.all().length)
  healAndResume(built)
  every(world, LOOK_EVERY_MS, monitors.look)

  const lastMoveAt = startAt + lastMoveOf(plan) + MINUTE_MS
  await world.run({ untilMs: LONGEST_MS, isOver: () => enough() || (clock.now() > lastMoveAt && isAtRest(monitors, world)) })
  await world.run({ untilMs: clock.now() - startAt + REST_MS, isOver: enough })
  monitors.conclude()
  world.close()
  return {
    seed: options.seed,
    contacts: [...monitors.books.all('contact')].length,
    calls: [...switchboard.all()].length,
    events: log.count(),
    hash: log.hash(),
    violations: monitors.violations.all(),
  }
}
