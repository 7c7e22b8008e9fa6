// POST Calls.json: which dials Twilio accepts, and what it reads in them.
import type { WebTarget } from '../twilio-webhooks/webhooks.ts'
import { ApiProblem, type ProblemCode } from './api-problem.ts'

export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed'
const CALL_EVENTS: readonly string[] = ['initiated', 'ringing', 'answered', 'completed'] satisfies CallEvent[]
const isCallEvent = (name: string): name is CallEvent => CALL_EVENTS.includes(name)

export type TwimlSource = { twiml: string } | { target: WebTarget; fallback?: WebTarget }

export type Detection = {
  mode: 'Enable' | 'DetectMessageEnd'
  timeoutMs: number
  /** Otherwise the call waits for the detection before its TwiML is asked for. */
  isAsync: boolean
  callback?: WebTarget
}

/** The whole call, both sides, each on a channel of its own. */
export type RecordingWish = { callback?: WebTarget; events: ReadonlySet<string> }

export type DialRequest = {
  to: string
  from: string
  source: TwimlSource
  statusCallback?: WebTarget & { events: ReadonlySet<CallEvent> }
  /** How long it rings, in campaign time. */
  timeoutMs: number
  timeLimitMs?: number
  detection?: Detection
  recording?: RecordingWish
}

const isDetectionMode = (mode: string): mode is Detection['mode'] => mode === 'Enable' || mode === 'DetectMessageEnd'

const E164 = /^\+[1-9]\d{6,14}$/
const SEND_DIGITS = /^[0-9#*w]{1,32}$/
const LONGEST_TWIML = 4_000

const wholeNumber = (text: string, [low, high]: [number, number], code: ProblemCode): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < low || value > high) throw new ApiProblem(code, text)
  return value
}

/** Absolute, and without underscores in its host name: Twilio refuses those. */
const webUrl = (text: string, code: ProblemCode): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.hostname.includes('_')) throw new ApiProblem(code, text)
  return text
}

const target = (form: URLSearchParams, [urlName, methodName]: [string, string], code: ProblemCode): WebTarget | undefined => {
  const url = form.get(urlName)
  if (!url) return undefined
  const method = form.get(methodName) ?? 'POST'
  if (method !== 'GET' && method !== 'POST') throw new ApiProblem(21209, method)
  return { url: webUrl(url, code), method }
}

/** What the call does once answered: `Url` wins over `Twiml`. */
export const readSource = (form: URLSearchParams): TwimlSource | undefined => {
  const main = target(form, ['Url', 'Method'], 21205)
  const fallback = target(form, ['FallbackUrl', 'FallbackMethod'], 21205)
  if (main) return { target: main, ...(fallback ? { fallback } : {}) }
  const twiml = form.get('Twiml')
  if (!twiml) return undefined
  if (twiml.length > LONGEST_TWIML) throw new ApiProblem(32018)
  return { twiml }
}

const readDetection = (form: URLSearchParams): Detection | undefined => {
  const mode = form.get('MachineDetection')
  const digits = form.get('SendDigits')
  if (digits && !SEND_DIGITS.test(digits)) throw new ApiProblem(21206, digits)
  if (!mode) return undefined
  if (!isDetectionMode(mode)) throw new ApiProblem(21234, mode)
  // With digits to send, Twilio does not listen for a machine.
  if (digits) return undefined
  const timeoutMs = wholeNumber(form.get('MachineDetectionTimeout') ?? '30', [3, 59], 21234) * 1_000
  const isAsync = form.get('AsyncAmd') === 'true'
  const callback = isAsync ? target(form, ['AsyncAmdStatusCallback', 'AsyncAmdStatusCallbackMethod'], 21609) : undefined
  return { mode, timeoutMs, isAsync, ...(callback ? { callback } : {}) }
}

const readStatusCallback = (form: URLSearchParams): DialRequest['statusCallback'] => {
  const callback = target(form, ['StatusCallback', 'StatusCallbackMethod'], 21609)
  if (!callback) return undefined
  // A name that Twilio does not know is a warning in its console (21626), not a refusal.
  const events = form.getAll('StatusCallbackEvent').filter(isCallEvent)
  return { ...callback, events: new Set(events.length > 0 ? events : ['completed']) }
}

/** Only what is asked for here is simulated: both channels, nothing trimmed. */
const readRecording = (form: URLSearchParams): RecordingWish | undefined => {
  if (form.get('Record') !== 'true') return undefined
  const callback = target(form, ['RecordingStatusCallback', 'RecordingStatusCallbackMethod'], 21609)
  const events = form.getAll('RecordingStatusCallbackEvent')
  return { events: new Set(events.length > 0 ? events : ['completed']), ...(callback ? { callback } : {}) }
}

/** Throws the `ApiProblem` that Twilio answers with. */
export const readDialRequest = (form: URLSearchParams): DialRequest => {
  const to = form.get('To')
  const from = form.get('From')
  if (!to) throw new ApiProblem(21201)
  if (!from) throw new ApiProblem(21213)
  if (!E164.test(to)) throw new ApiProblem(21211, to)
  if (!E164.test(from)) throw new ApiProblem(21212, from)
  const source = readSource(form)
  // Applications are not simulated.
  if (!source && form.has('ApplicationSid')) throw new ApiProblem(21218)
  if (!source) throw new ApiProblem(21205)
  const statusCallback = readStatusCallback(form)
  const detection = readDetection(form)
  const recording = readRecording(form)
  const timeLimit = form.get('TimeLimit')
  return {
    to,
    from,
    source,
    timeoutMs: wholeNumber(form.get('Timeout') ?? '60', [1, 600], 21208) * 1_000,
    ...(timeLimit ? { timeLimitMs: wholeNumber(timeLimit, [1, 86_400], 21208) * 1_000 } : {}),
    ...(statusCallback ? { statusCallback } : {}),
    ...(detection ? { detection } : {}),
    ...(recording ? { recording } : {}),
  }
}
