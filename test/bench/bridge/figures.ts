// What the rounds of one program come to.
import type { Round } from './round.ts'

export type Figures = {
  cpuMsPerCallSecond: number
  delayMsP50: number
  delayMsP99: number
  withJoiningMsP50: number
  withJoiningMsP99: number
  callsLost: number
  framesLost: number
  callerAudioLostAtStartMs: number
  firstRssMiB: number
  lastRssMiB: number
  /** Of one core. */
  generatorLoad: number
}

const rounded = (value: number): number => Number(value.toFixed(2))

export const quantile = (values: readonly number[], part: number): number => {
  const sorted = Float64Array.from(values).sort()
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}

const sum = (rounds: readonly Round[], of: (round: Round) => number): number => rounds.reduce((total, one) => total + of(one), 0)

export const figuresOf = (rounds: readonly Round[]): Figures => {
  const ofMessages = rounds.flatMap(({ up, down }) => [...up.ofMessages, ...down.ofMessages])
  const ofFrames = rounds.flatMap(({ up, down }) => [...up.ofFrames, ...down.ofFrames])
  return {
    cpuMsPerCallSecond: rounded(sum(rounds, (one) => one.cpuMs) / sum(rounds, (one) => one.callSeconds)),
    delayMsP50: quantile(ofMessages, 0.5),
    delayMsP99: quantile(ofMessages, 0.99),
    withJoiningMsP50: quantile(ofFrames, 0.5),
    withJoiningMsP99: quantile(ofFrames, 0.99),
    callsLost: sum(rounds, (one) => one.callsLost),
    framesLost: sum(rounds, (one) => one.framesLost),
    callerAudioLostAtStartMs: Math.max(...rounds.map((one) => one.callerAudioLostAtStartMs)),
    firstRssMiB: Math.round(rounds[0]?.rssMiB ?? 0),
    lastRssMiB: Math.round(rounds.at(-1)?.rssMiB ?? 0),
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
  withJoiningMsP50: ours.withJoiningMsP50,
  withJoiningMsP99: ours.withJoiningMsP99,
  framesLost: ours.framesLost,
  callsLost: ours.callsLost,
  callerAudioLostAtStartMs: ours.callerAudioLostAtStartMs,
  ...(relay && { bareRelayCallerAudioLostAtStartMs: relay.callerAudioLostAtStartMs }),
  firstRssMiB: ours.firstRssMiB,
  lastRssMiB: ours.lastRssMiB,
  generatorLoad: Math.max(ours.generatorLoad, relay?.generatorLoad ?? 0),
})
