// Audio on the wire without JSON.parse: fifty messages a second in each call. Exactly the spellings that both sides use are known here;
// whatever else it may be, the full readers read it.
import { isBase64 } from './audio.ts'

/** What the two have in common: where something was found in a text, and where that ends. */
type Found<T> = { value: T; end: number }

/** The text between here and the next quote, if it is base64: then nothing in it means anything to JSON. */
const payloadAt = (text: string, start: number): Found<string> | undefined => {
  const end = text.indexOf('"', start)
  if (end === -1) return undefined
  const value = text.slice(start, end)
  return isBase64(value) ? { value, end: end + 1 } : undefined
}

/** Where what stands there ends; without the array of groups that `exec` makes. */
const endOf = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

const CALLER_HEAD =
  /\{"event":"media","sequenceNumber":"\d{1,15}","media":\{"track":"[a-z_]{1,20}","chunk":"\d{1,15}","timestamp":"\d{1,15}","payload":"/y
const CALLER_TAIL = /\},"streamSid":"[A-Za-z0-9]{1,64}"\}$/y
const SID_AT = '},"streamSid":"'.length

type CallerFrame = { type: 'caller.media'; streamSid: string; payload: string }

/** Undefined: not a frame of the caller in Twilio's own spelling. */
export const readCallerFrame = (text: string): CallerFrame | undefined => {
  const head = endOf(CALLER_HEAD, text, 0)
  const payload = head === undefined ? undefined : payloadAt(text, head)
  if (!payload || endOf(CALLER_TAIL, text, payload.end) === undefined) return undefined
  return { type: 'caller.media', streamSid: text.slice(payload.end + SID_AT, -'"}'.length), payload: payload.value }
}

/** Ours are numbers. */
const CALLER_MARK = /^\{"event":"mark",(?:"sequenceNumber":"\d{1,15}",)?"streamSid":"([A-Za-z0-9]{1,64})","mark":\{"name":"(\d{1,15})"\}\}$/

type CallerMark = { type: 'caller.mark'; streamSid: string; name: string }

/** Undefined: not a mark of ours in Twilio's own spelling. Several come back in each second of speech. */
export const readCallerMark = (text: string): CallerMark | undefined => {
  if (!text.startsWith('{"event":"mark"')) return undefined
  const [, streamSid, name] = CALLER_MARK.exec(text) ?? []
  return streamSid === undefined || name === undefined ? undefined : { type: 'caller.mark', streamSid, name }
}

const STRING = String.raw`"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`
const NUMBER = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?`
const listOf = (item: string): string => String.raw`\[(?:${item}(?:,${item})*)?\]`

const NAMES = { payload: '"audio_base_64":"', eventId: '"event_id":', alignment: '"alignment":' } as const
const EVENT_ID = /0|[1-9]\d{0,14}/y
const ALIGNMENT = new RegExp(
  `null|\\{"chars":${listOf(STRING)},"char_start_times_ms":${listOf(NUMBER)},"char_durations_ms":${listOf(NUMBER)}\\}`,
  'y',
)

type AgentFrame = { type: 'agent.audio'; eventId: number; payload: string }
type Members = { eventId: number | undefined; payload: string | undefined; isAligned: boolean }

const TYPE = '"type":"audio"'
const EVENT = '"audio_event":{'
/** Real frames keep to no order of their fields. */
const TYPE_FIRST = { head: `{${TYPE},${EVENT}`, tail: '}' }
const TYPE_LAST = { head: `{${EVENT}`, tail: `,${TYPE}}` }

/** Undefined: not audio of the agent in a spelling that is known. */
export const readAgentFrame = (text: string): AgentFrame | undefined => {
  const spelling = text.startsWith(TYPE_FIRST.head) ? TYPE_FIRST : text.startsWith(TYPE_LAST.head) ? TYPE_LAST : undefined
  if (!spelling) return undefined
  const members: Members = { eventId: undefined, payload: undefined, isAligned: false }
  let at = spelling.head.length
  for (;;) {
    const end = memberAt(text, at, members)
    if (end === undefined) return undefined
    at = end + 1
    if (text[end] === '}') break
    if (text[end] !== ',') return undefined
  }
  const { eventId, payload } = members
  const isWhole = text.length === at + spelling.tail.length && text.endsWith(spelling.tail)
  return isWhole && eventId !== undefined && payload !== undefined ? { type: 'agent.audio', eventId, payload } : undefined
}

/** Puts the member that stands there among the others and gives its end; undefined when it is none, or the second of its name. */
const memberAt = (text: string, start: number, members: Members): number | undefined => {
  if (text.startsWith(NAMES.payload, start)) {
    const payload = members.payload === undefined ? payloadAt(text, start + NAMES.payload.length) : undefined
    if (payload) members.payload = payload.value
    return payload?.end
  }
  if (text.startsWith(NAMES.eventId, start)) {
    const at = start + NAMES.eventId.length
    const end = members.eventId === undefined ? endOf(EVENT_ID, text, at) : undefined
    if (end !== undefined) members.eventId = Number(text.slice(at, end))
    return end
  }
  if (members.isAligned || !text.startsWith(NAMES.alignment, start)) return undefined
  members.isAligned = true
  return endOf(ALIGNMENT, text, start + NAMES.alignment.length)
}

/** A stream's id is quoted as any text: it came from outside. */
export const writeCallerFrame = (streamSid: string, payload: string): string =>
  `{"event":"media","streamSid":${JSON.stringify(streamSid)},"media":{"payload":"${payload}"}}`

export const writeAgentFrame = (payload: string): string => `{"user_audio_chunk":"${payload}"}`
