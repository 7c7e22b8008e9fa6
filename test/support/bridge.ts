// What tests of the media bridge are made of: a brief, events, lines and a clock that are played by hand.
import type { ConversationBrief, ConversationReport, Conversations } from '#app/ports/bridge.ts'
import { AttemptId, CampaignId, ContactId } from '#contract/ids.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'
import type { Line, LineEvents } from '../../media-bridge/line.ts'
import type { Log } from '../../media-bridge/log.ts'
import { open } from '../../media-bridge/phases/opening.ts'
import {
  type Effect,
  type Happening,
  SESSION_OPTIONS,
  type SessionOptions,
  type SessionState,
  type Step,
} from '../../media-bridge/session-state.ts'
import type { Timing } from '../../media-bridge/timing.ts'
import { transition } from '../../media-bridge/transition.ts'

export const ACCOUNT_SID = `AC${'a'.repeat(32)}`
export const CALL_SID = `CA${'c'.repeat(32)}`
export const STREAM_SID = `MZ${'e'.repeat(32)}`

export const aBrief = (overrides: Partial<ConversationBrief> = {}): ConversationBrief => ({
  attemptId: AttemptId.parse(`att_01JABCDEFGHJKMNPQRSTVWXYZ0_${'0f'.repeat(13)}_1`),
  campaignId: CampaignId.parse('cmp_01JABCDEFGHJKMNPQRSTVWXYZ0'),
  contactId: ContactId.parse(`ctc_${'0f'.repeat(13)}`),
  callSid: CALL_SID,
  prompt: 'Be brief.',
  firstMessage: 'Hello {{name}}, this is Ada.',
  variables: { name: 'Grace' },
  maxCallMs: 600_000,
  ...overrides,
})

/** 20 ms of u-law audio in base64, told apart by a number. */
export const frame = (n: number): string => Buffer.alloc(160, n).toString('base64')

export const happened = {
  connected: { type: 'caller.connected' },
  started: { type: 'caller.start', streamSid: STREAM_SID, callSid: CALL_SID },
  media: (payload: string, backlog = 0) =>
    ({ type: 'caller.media', pieces: [{ streamSid: STREAM_SID, payload }], isStep: false, backlog }) as const,
  mark: (name: number | string) => ({ type: 'caller.mark', streamSid: STREAM_SID, name: String(name) }) as const,
  stop: { type: 'caller.stop', streamSid: STREAM_SID },
  callerClosed: { type: 'caller.closed', code: 1006 },
  agentOpened: { type: 'agent.opened' },
  ready: { type: 'agent.ready', conversationId: 'conv_1', hears: 'ulaw_8000', speaks: 'ulaw_8000' },
  audio: (eventId: number, payload: string, backlog = 0) =>
    ({ type: 'agent.audio', pieces: [{ eventId, payload }], isStep: false, backlog }) as const,
  interruption: (eventId: number) => ({ type: 'agent.interruption', eventId }) as const,
  ping: (eventId: number) => ({ type: 'agent.ping', eventId }) as const,
  ended: { type: 'agent.ended' },
  agentClosed: (code: number) => ({ type: 'agent.closed', code }) as const,
  key: (digit: string) => ({ type: 'caller.key', streamSid: STREAM_SID, digit }) as const,
  heard: (text: string) => ({ type: 'agent.heard', text }) as const,
  said: (eventId: number, text: string) => ({ type: 'agent.said', eventId, text }) as const,
  corrected: (eventId: number, text: string) => ({ type: 'agent.corrected', eventId, text }) as const,
} as const satisfies Record<string, Happening | ((...parts: never[]) => Happening)>

export const untilTalking: readonly Happening[] = [happened.agentOpened, happened.connected, happened.started, happened.ready]

/** Frames are not joined, so that each can be seen. */
export const FRAME_BY_FRAME: SessionOptions = { ...SESSION_OPTIONS, joinMs: 0 }

/** Something happens, or so many milliseconds pass. */
export type Moment = Happening | number

/** Lets things happen one after the other. */
export const played = (...events: readonly Moment[]) => playedWith({}, ...events)

export const playedWith = (
  { brief, ...options }: Partial<SessionOptions> & { brief?: ConversationBrief },
  ...events: readonly Moment[]
) => {
  let at = 0
  let step: Step = open(brief ?? aBrief(), { ...FRAME_BY_FRAME, ...options }, at)
  const effects: Effect[] = [...step[1]]
  for (const event of events) {
    if (typeof event === 'number') at += event
    else {
      step = transition(step[0], { ...event, at })
      effects.push(...step[1])
    }
  }
  const state: SessionState = step[0]
  return {
    state,
    /** Everything that was asked for, and what the last event alone asked for. */
    effects,
    last: step[1],
    report: effects.find((effect) => effect.do === 'finish')?.report,
    hasHungUp: effects.some((effect) => effect.do === 'hang-up'),
    closeCode: effects.find((effect) => effect.do === 'caller.close')?.code,
    toAgent: effects.flatMap((effect) => (effect.do === 'agent.send' ? [effect.message] : [])),
    toCaller: effects.flatMap((effect) => (effect.do === 'caller.send' ? [effect.message] : [])),
  }
}

/** A clock whose time passes only when a test says so. */
export const manualTiming = (): Timing & { pass(ms: number): Promise<void>; waiting(): number } => {
  let now = 1_000
  const timers = new Set<{ at: number; fn: () => void }>()
  // Lets promises go on that a timer has resolved.
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    machine: () => now,
    after(ms, fn) {
      const timer = { at: now + ms, fn }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async pass(ms) {
      const until = now + ms
      await settle()
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
        if (!next) break
        timers.delete(next)
        now = next.at
        next.fn()
        await settle()
      }
      now = until
    },
    waiting: () => timers.size,
  }
}

export type ScriptedLine = Line & {
  events: LineEvents
  sent: unknown[]
  closed: { code: number; reason: string | undefined }[]
  /** Bytes. */
  unsent: number
}

export const scriptedLine = (): ScriptedLine => {
  const unattached = () => {
    throw new Error('Nobody is attached to this line')
  }
  return {
    events: { opened: unattached, text: unattached, broken: unattached, closed: unattached },
    sent: [],
    closed: [],
    unsent: 0,
    backlog() {
      return this.unsent
    },
    attach(events) {
      this.events = events
    },
    send(text) {
      this.sent.push(JSON.parse(text))
    },
    close(code, reason) {
      this.closed.push({ code, reason })
    },
  }
}

export const collectedLog = (): { log: Log; lines: { level: string; message: string; fields: Record<string, unknown> }[] } => {
  const lines: { level: string; message: string; fields: Record<string, unknown> }[] = []
  return { lines, log: (level, message, fields = {}) => lines.push({ level, message, fields }) }
}

export const CALLBACK_AT = '2026-12-01T15:00:00.000Z'

/** A ledger in memory, of attempts that are all alive. */
export const ledgerOf = (...briefs: ConversationBrief[]) => {
  const open = new Set<string>()
  const reports: ConversationReport[] = []
  const turns: TranscriptTurn[] = []
  const suppressed: AttemptId[] = []
  const begun: string[] = []
  let beats = 0
  const conversations: Conversations = {
    async open(attemptId) {
      const brief = briefs.find((one) => one.attemptId === attemptId)
      if (!brief) return { kind: 'refused', reason: 'no such attempt' }
      if (open.has(attemptId)) return { kind: 'refused', reason: 'already open' }
      open.add(attemptId)
      return { kind: 'open', brief }
    },
    async begin(_, conversationId) {
      begun.push(conversationId)
    },
    async heartbeat() {
      beats++
    },
    async tell(_, turn) {
      turns.push(turn)
    },
    async suppress(attemptId) {
      suppressed.push(attemptId)
    },
    callBack: async () => ({ kind: 'set', at: CALLBACK_AT }),
    async report(_, report) {
      reports.push(report)
    },
  }
  return { conversations, begun, reports, turns, suppressed, beats: () => beats }
}
