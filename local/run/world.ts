// The world around the system: Twilio, ElevenLabs and Google Sheets, and the people behind them, who are made up or real.
import type { SystemClock } from '../clock/clock.ts'
import type { LocalSystem } from '../system.ts'
import type { Endings } from './endings.ts'
import type { Whereabouts } from './whereabouts.ts'

export type Providers = {
  twilio: string
  elevenLabs: string
  sheets: string
  /** Of Secrets Manager: texts by name. */
  secrets: Record<string, string>
  /** Calls as a simulated Twilio has them in its own book. Absent: it is not open to this machine. */
  calls?: () => readonly { sid: string; statusCallback?: string | undefined }[]
}

type Parts = { system: LocalSystem; clock: SystemClock; dataDir: string; log: (line: string) => void; endings: Endings }

/** Servers on this machine. */
export type Behind = { api: string; bridge: string }

export type World = {
  /** Of the template. */
  stage: Whereabouts['stage']
  /** Real people are called. */
  isReal: boolean
  /** Campaign time against the machine's, at most. */
  speed: number
  /** The base of the addresses that Twilio and ElevenLabs call, and the host of those to which Twilio streams. */
  reached: { url: string; host: string }
  /** The only numbers that may be called, as functions/env/rules.ts reads it. */
  only: string
  startProviders: (parts: Parts) => Promise<Providers>
  /** Everything answers, and nobody has been called yet. What throws here ends the start. */
  beforeCalls: (behind: Behind, endings: Endings) => Promise<void>
  /** What a person is told once it runs. */
  words: (providers: Providers) => readonly string[]
}
