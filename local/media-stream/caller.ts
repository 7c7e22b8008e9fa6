// The person at the far end of an answered call: decides what is heard from them in each 20 ms. Pure: time comes in as an argument.
import { between } from '../simulated/seeded.ts'
import type { Wish } from '../simulated/wishes.ts'

export type Manner =
  /** Listens, speaks when the agent has finished, and so on. */
  | 'talks'
  /** Begins to speak while the agent is speaking. */
  | 'talks-over'
  /** Says nothing; whoever holds the call hangs up after the agent's first word. */
  | 'hangs-up-early'
  /** Presses 1 when the agent has finished, then talks. */
  | 'presses-key'
  /** Talks, and says at first what they want. */
  | Wish
  /** A mailbox: greeting, beep, then silence. */
  | 'voicemail'

export const GREETING_MS = 4_000
export const BEEP_MS = 400

export type Sound = 'speech' | Wish | 'beep' | 'silence'

export const isSpeech = (sound: Sound | undefined): boolean => sound !== undefined && sound !== 'beep' && sound !== 'silence'

export type Caller = {
  /** Audio of the agent arrived. All times are milliseconds since the stream began. */
  hears(at: number): void
  /** What is sent now; undefined: nothing. `agentEndsAt`: when what has arrived of the agent will have been played. */
  sound(at: number, agentEndsAt: number): Sound | { digit: string } | undefined
  /** Both sides were heard, and where the person talks, the agent answered. */
  hasExchanged(): boolean
}

type Pace = {
  speechMs: [number, number]
  /** Silence after the agent's last word before the person answers. */
  pauseMs: number
  /** Silence of both after which the person speaks anyway. */
  patienceMs: number
  /** How far into the agent's words the person talks over them. */
  overMs: number
  greetingMs: number
  beepMs: number
}

const WHOLE: Pace = { speechMs: [1_200, 3_000], pauseMs: 350, patienceMs: 4_000, overMs: 600, greetingMs: GREETING_MS, beepMs: BEEP_MS }
/** About twenty-five frames: enough for the agent to hear a voice and its end. */
const SAMPLE: Pace = { speechMs: [400, 400], pauseMs: 0, patienceMs: 1_500, overMs: 40, greetingMs: 400, beepMs: 60 }

/** In a sample only this much silence follows what was said, so that its end can be heard… */
const TRAIL_MS = 120
/** …and one frame a second afterwards: the line is alive. */
const KEEPALIVE_MS = 1_000

/** A telephone sends silence as frames; a sample leaves almost all of them out. */
const quietLine = (isSample: boolean): ((at: number, spokeUntil: number) => 'silence' | undefined) => {
  let last = Number.NEGATIVE_INFINITY
  return (at, spokeUntil) => {
    if (isSample && at - spokeUntil >= TRAIL_MS && at - last < KEEPALIVE_MS) return undefined
    last = at
    return 'silence'
  }
}

type CallerOptions = { manner: Manner; isSample: boolean; random: () => number }

const createMailbox = ({ isSample }: CallerOptions): Caller => {
  const { greetingMs, beepMs } = isSample ? SAMPLE : WHOLE
  const quiet = quietLine(isSample)
  const endsAt = greetingMs + beepMs
  let hasHeard = false
  let hasSpoken = false
  return {
    hears() {
      hasHeard = true
    },
    sound(at) {
      hasSpoken = at >= endsAt + TRAIL_MS
      if (at < endsAt) return at < greetingMs ? 'speech' : 'beep'
      return quiet(at, endsAt)
    },
    hasExchanged: () => hasHeard && hasSpoken,
  }
}

const createPerson = ({ manner, isSample, random }: CallerOptions): Caller => {
  const pace = isSample ? SAMPLE : WHOLE
  const quiet = quietLine(isSample)
  let spokeUntil = Number.NEGATIVE_INFINITY
  let heardAt: number | undefined
  /** The agent was heard since the person last spoke. */
  let owesAnswer = false
  let speeches = 0
  let hasExchanged = false
  let hasPressed = manner !== 'presses-key'
  const firstWords = manner === 'do-not-call' || manner === 'call-back' ? manner : 'speech'
  const words = (): Sound => (speeches === 1 ? firstWords : 'speech')

  const isTurn = (at: number, agentEndsAt: number): boolean => {
    const isAgentSpeaking = agentEndsAt > at
    if (manner === 'talks-over' && speeches === 0 && isAgentSpeaking) return at - (heardAt ?? at) >= pace.overMs
    if (isAgentSpeaking) return false
    if (owesAnswer) return at - agentEndsAt >= pace.pauseMs
    return at - Math.max(agentEndsAt, spokeUntil, 0) >= pace.patienceMs
  }

  return {
    hears(at) {
      heardAt ??= at
      // What the agent says while the person speaks is no answer yet.
      if (at < spokeUntil) return
      owesAnswer = true
      if (speeches > 0 || manner === 'hangs-up-early') hasExchanged = true
    },
    sound(at, agentEndsAt) {
      if (at < spokeUntil) return words()
      // In a sample one exchange is enough.
      const isDone = manner === 'hangs-up-early' || (isSample && hasExchanged)
      if (isDone || !isTurn(at, agentEndsAt)) return quiet(at, spokeUntil)
      if (!hasPressed && owesAnswer) {
        hasPressed = true
        return { digit: '1' }
      }
      speeches += 1
      owesAnswer = false
      spokeUntil = at + between(random, ...pace.speechMs)
      return words()
    },
    hasExchanged: () => hasExchanged,
  }
}

export const createCaller = (options: CallerOptions): Caller =>
  options.manner === 'voicemail' ? createMailbox(options) : createPerson(options)
