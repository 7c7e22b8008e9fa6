// A round of the benchmark: so many calls at one program, measured once they flow.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Agent, Tallies } from './agent.ts'
import { type Caller, call } from './caller.ts'
import { pace } from './pace.ts'
import type { Program } from './program.ts'
import { FRAME_MS } from './speech.ts'
import { type Delays, noDelays, Tally } from './tally.ts'

export type Round = {
  callSeconds: number
  cpuMs: number
  rssMiB: number
  /** Of each call. */
  up: readonly Delays[]
  down: readonly Delays[]
  /** Ended by the program while it was measured. */
  callsLost: number
  framesLost: number
  callerAudioLostAtStartMs: number
  /** Of one core: near 1 the generator itself is late, and what it measures is not the bridge. */
  generatorLoad: number
}

export type Load = {
  calls: number
  seconds: number
  chunkMs: number
  /** Calls that the agents' side knows, by number. */
  book: Map<number, Tallies>
  /** How often each agent interrupts itself; what it had said shortly before is then lost, as it should be. */
  interruptMs?: number
}

/** Between the calls of a round: they do not come all at once. */
const RAMP_MS = 10
/**
 * Caller and agent begin at once and go on without a pause, which our bridge takes for an interruption for the first three seconds: in a
 * real call one of them is silent.
 */
const WARM_UP_MS = 5_000
/** Frames on their way arrive. */
const LAST_FRAMES_MS = 500

/** No two calls of a run share a number: a stream token opens one stream. */
let lastCall = 0

export const runRound = async (program: Program, agent: Agent, { calls, seconds, chunkMs, book, interruptMs }: Load): Promise<Round> => {
  const up = Array.from({ length: calls }, noDelays)
  const down = Array.from({ length: calls }, noDelays)
  const callers: Caller[] = []
  book.clear()
  const startedAt = performance.now()
  const stops: (() => void)[] = []
  for (let n = 0; n < calls; n++) {
    const number = ++lastCall
    const tallies = { up: new Tally(up[n] ?? noDelays()), down: new Tally(down[n] ?? noDelays()) }
    book.set(number, tallies)
    const caller = call(program.port, number, tallies)
    callers.push(caller)
    stops.push(pace([() => caller.speak()], FRAME_MS), pace([() => agent.speak(number)], chunkMs))
    if (interruptMs !== undefined) stops.push(pace([() => agent.interrupt(number)], interruptMs))
    await sleep(RAMP_MS)
  }
  await sleep(WARM_UP_MS + Math.max(0, startedAt + calls * RAMP_MS - performance.now()))

  const before = await program.usage()
  const generatorBefore = process.cpuUsage()
  const measuredAt = performance.now()
  for (const delays of [...up, ...down]) delays.isMeasuring = true
  await sleep(seconds * 1_000)
  for (const delays of [...up, ...down]) delays.isMeasuring = false
  const measuredMs = performance.now() - measuredAt
  const generator = process.cpuUsage(generatorBefore)
  const after = await program.usage()

  for (const stop of stops) stop()
  await sleep(LAST_FRAMES_MS)
  const callsLost = callers.filter((caller) => !caller.isOpen()).length
  await Promise.all(callers.map((caller) => caller.hangUp()))
  const tallies = [...book.values()]
  return {
    callSeconds: (calls * measuredMs) / 1_000,
    cpuMs: after.cpuMs - before.cpuMs,
    rssMiB: after.rssMiB,
    up,
    down,
    callsLost,
    framesLost: tallies.reduce((sum, one) => sum + one.up.wrong() + one.down.wrong(), 0),
    callerAudioLostAtStartMs: Math.max(...tallies.map((one) => one.up.lostAtStartMs())),
    generatorLoad: (generator.user + generator.system) / 1_000 / measuredMs,
  }
}
