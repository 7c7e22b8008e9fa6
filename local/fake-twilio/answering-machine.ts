// Answering machine detection: how long it listens, and what it finds.
import { BEEP_MS, GREETING_MS, type Manner } from '../media-stream/caller.ts'
import type { Detection } from './dial-request.ts'

export type Finding = {
  answeredBy: 'human' | 'machine_start' | 'machine_end_beep' | 'unknown'
  /** Campaign time from the answer on. */
  afterMs: number
}

/** A person says a word and waits; a greeting goes on and on: Twilio decides after its speech threshold of 2.4 s. */
const HUMAN_MS = 1_800
const MACHINE_MS = 2_400

export const detect = ({ mode, timeoutMs }: Detection, manner: Manner): Finding => {
  if (manner !== 'voicemail') return { answeredBy: 'human', afterMs: HUMAN_MS }
  if (mode === 'Enable') return { answeredBy: 'machine_start', afterMs: MACHINE_MS }
  const afterMs = GREETING_MS + BEEP_MS
  return afterMs <= timeoutMs ? { answeredBy: 'machine_end_beep', afterMs } : { answeredBy: 'unknown', afterMs: timeoutMs }
}
