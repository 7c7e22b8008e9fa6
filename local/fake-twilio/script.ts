// Carries out the TwiML of an answered call, verb by verb, until the document ends or the call does something else.

import { WebFailure } from '../twilio-webhooks/web-request.ts'
import type { TwimlSource } from './dial-request.ts'
import { type StreamInstruction, TwimlProblem, type Verb } from './twiml.ts'

export type Stage = {
  load: (source: TwimlSource) => Promise<Verb[]>
  /** Resolves after so much campaign time, or when the signal says so. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Resolves when the stream is over. */
  stream: (instruction: StreamInstruction, signal: AbortSignal) => Promise<void>
  /** The network's own voice begins to speak. */
  say: (text: string) => void
  /** Shows a problem as Twilio's console would. */
  note: (problem: string) => void
}

/** "We are sorry, an application error has occurred. Goodbye." */
const APOLOGY_MS = 4_000

/** Resolves when nothing is left to do: the call is to end, unless the signal ended the script. */
export const runScript = async (source: TwimlSource, stage: Stage, signal: AbortSignal): Promise<void> => {
  let verbs: Verb[]
  try {
    verbs = await stage.load(source)
  } catch (error) {
    if (!(error instanceof TwimlProblem || error instanceof WebFailure)) throw error
    if (signal.aborted) return
    stage.note(`application error ${error.code}: ${error.message}`)
    return stage.wait(APOLOGY_MS, signal)
  }
  for (const verb of verbs) {
    if (signal.aborted || verb.verb === 'hangup') return
    if (verb.verb === 'say') stage.say(verb.text)
    if (verb.verb === 'stream') await stage.stream(verb.stream, signal)
    else await stage.wait(verb.ms, signal)
  }
}
