// What the rounds of one program come to.
import type { Round } from './round.ts'
import type { Delays } from './tally.ts'

export type Figures = {
  cpuMsPerCallSecond: number
  delayMsP50: number
  delayMsP99: number
  newestMsP50: number
  newestMsP99: number
  withJoiningMsP50: number
  withJoiningMsP99: number
  callsLost: number
  framesLost: number
  callerAudioLostAtStartMs: number
  /** After each round. */
  rssMiB: readonly number[]
  /** Of one core. */
  generatorLoad: number
}

const rounded = (value: number): number => Number(value.toFixed(2))

export const quantile = (values: readonly number[], part: number): number => {
  const sorted = Float64Array.from(values).sort()
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}

const sum = (rounds: readonly Round[], of: (round: Round) => number): number => rounds.reduce((total, one) => total + of(one), 0)

/** How long a program may keep a frame for those that it is joined with, each way. */
export type Joining = { upMs: number; downMs: number }
export const NO_JOINING: Joining = { upMs: 0, downMs: 0 }

const beyond = (calls: readonly Delays[], joiningMs: number): number[] =>
  calls.flatMap(({ ofOldest }) => ofOldest.map((ms) => Math.max(0, ms - joiningMs)))

/** Of the frame of each message that has waited longest: what it took beyond the time that joining may take. */
export const addedDelays = (rounds: readonly Round[], { upMs, downMs }: Joining): number[] =>
  rounds.flatMap(({ up, down }) => [...beyond(up, upMs), ...beyond(down, downMs)])

const delaysOf = (rounds: readonly Round[], of: (delays: Delays) => readonly number[]): number[] =>
  rounds.flatMap(({ up, down }) => [...up, ...down].flatMap(of))

export const clearFiguresOf = ({ down }: Round) => {
  const clears = down.flatMap(({ ofClears }) => ofClears)
  return { clears: clears.length, clearMsP50: quantile(clears, 0.5), clearMsP99: quantile(clears, 0.99) }
}

export const figuresOf = (rounds: readonly Round[], joining: Joining): Figures => {
  const added = addedDelays(rounds, joining)
  const ofNewest = delaysOf(rounds, (delays) => delays.ofNewest)
  const ofFrames = delaysOf(rounds, (delays) => delays.ofFrames)
  return {
    cpuMsPerCallSecond: rounded(sum(rounds, (one) => one.cpuMs) / sum(rounds, (one) => one.callSeconds)),
    delayMsP50: quantile(added, 0.5),
    delayMsP99: quantile(added, 0.99),
    newestMsP50: quantile(ofNewest, 0.5),
    newestMsP99: quantile(ofNewest, 0.99),
    withJoiningMsP50: quantile(ofFrames, 0.5),
    withJoiningMsP99: quantile(ofFrames, 0.99),
    callsLost: sum(rounds, (one) => one.callsLost),
    framesLost: sum(rounds, (one) => one.framesLost),
    callerAudioLostAtStartMs: Math.max(...rounds.map((one) => one.callerAudioLostAtStartMs)),
    rssMiB: rounds.map(({ rssMiB }) => Math.round(rssMiB)),
    generatorLoad: rounded(Math.max(...rounds.map((one) => one.generatorLoad))),
  }
}

/** Our bridge beside the bare relay, where that ran too. */
export const compared = (ours: Figures, relay: Figures | undefined) => ({
  cpuMsPerCallSecond: ours.cpuMsPerCallSecond,
  ...(relay && {
    bareRelayCpuMsPerCallSecond: relay.cpuMsPerCallSecond,
    cpuRatio: rounded(ours.cpuMsPerCallSecond / relay.cpuMsPerCallSecond),
  }),
  addedDelayMsP50: ours.delayMsP50,
  addedDelayMsP99: ours.delayMsP99,
  ...(relay && { bareRelayDelayMsP50: relay.delayMsP50, bareRelayDelayMsP99: relay.delayMsP99 }),
  newestFrameMsP50: ours.newestMsP50,
  newestFrameMsP99: ours.newestMsP99,
  withJoiningMsP50: ours.withJoiningMsP50,
  withJoiningMsP99: ours.withJoiningMsP99,
  framesLost: ours.framesLost,
  callsLost: ours.callsLost,
  callerAudioLostAtStartMs: ours.callerAudioLostAtStartMs,
  ...(relay && { bareRelayCallerAudioLostAtStartMs: relay.callerAudioLostAtStartMs }),
  firstRssMiB: ours.rssMiB[0],
  lastRssMiB: ours.rssMiB.at(-1),
  ...(ours.rssMiB.length > 2 && { rssMiB: ours.rssMiB.join(' ') }),
  generatorLoad: Math.max(ours.generatorLoad, relay?.generatorLoad ?? 0),
})
