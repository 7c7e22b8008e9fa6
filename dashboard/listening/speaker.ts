// The browser's loudspeakers: two voices, side by side, each with a level to be seen.
import type { Voice } from '#contract/listening.ts'
import { silentFrom, startOf } from './playout.ts'
import { SAMPLE_RATE } from './ulaw.ts'

export type Levels = Record<Voice, number>

export type Speaker = {
  play(by: Voice, samples: Float32Array<ArrayBuffer>): void
  /** What the agent had still to say is not heard. */
  silence(): void
  /** How loud each voice is right now, from 0 to 1. */
  levels(): Levels
  close(): void
}

/** Apart, but both in both ears: one voice in each ear alone is tiring to follow. */
const PAN: Levels = { caller: -0.4, agent: 0.4 }
/** Quieter than this is a line without a voice on it. */
const FLOOR_DB = -60

type Track = { input: AudioNode; analyser: AnalyserNode; playing: Set<AudioBufferSourceNode>; playsUntil: number }

const loudness = (analyser: AnalyserNode): number => {
  const samples = new Float32Array(analyser.fftSize)
  analyser.getFloatTimeDomainData(samples)
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
  const db = 10 * Math.log10(Math.max(power, 1e-12))
  return Math.min(1, Math.max(0, 1 - db / FLOOR_DB))
}

const trackIn = (context: AudioContext, pan: number): Track => {
  const analyser = new AnalyserNode(context, { fftSize: 512 })
  const panner = new StereoPannerNode(context, { pan })
  analyser.connect(panner).connect(context.destination)
  return { input: analyser, analyser, playing: new Set(), playsUntil: 0 }
}

/** To be opened by a press of the viewer's: a browser lets no page sound by itself. */
export const openSpeaker = (): Speaker => {
  // The telephone's own rate: the browser converts the whole, where pieces converted one by one would click at each joint.
  const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' })
  const tracks: Record<Voice, Track> = { caller: trackIn(context, PAN.caller), agent: trackIn(context, PAN.agent) }
  void context.resume()

  return {
    play(by, samples) {
      const track = tracks[by]
      const startAt = startOf(track.playsUntil, { now: context.currentTime, isAsSpoken: by === 'caller' })
      if (startAt === undefined || samples.length === 0) return
      const buffer = context.createBuffer(1, samples.length, SAMPLE_RATE)
      buffer.copyToChannel(samples, 0)
      const source = new AudioBufferSourceNode(context, { buffer })
      source.connect(track.input)
      source.addEventListener('ended', () => track.playing.delete(source))
      track.playing.add(source)
      source.start(startAt)
      track.playsUntil = startAt + buffer.duration
    },
    silence() {
      const { agent } = tracks
      const at = silentFrom(context.currentTime)
      for (const source of agent.playing) source.stop(at)
      agent.playsUntil = Math.min(agent.playsUntil, at)
    },
    levels: () => ({ caller: loudness(tracks.caller.analyser), agent: loudness(tracks.agent.analyser) }),
    close: () => void context.close(),
  }
}
