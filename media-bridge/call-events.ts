// What a call tells the world outside the bridge: that it lives, what is said, that it is over, that it must end. Nothing here ever throws.
import type { Apologise, ConversationBrief, ConversationReport, Conversations, HangUp, ToolWish } from '#app/ports/bridge.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'
import { errorFields, type Log, type LogMessage } from './log.ts'
import type { Timing } from './timing.ts'

type ToolAnswer = { result: string; isError: boolean }

export type CallEvents = {
  /** The agent is there. */
  begin(conversationId: string): Promise<void>
  heartbeat(): Promise<void>
  /** In the order in which they are told. */
  tell(turn: TranscriptTurn): void
  fulfil(wish: ToolWish): Promise<ToolAnswer>
  /** False when Twilio does not speak. */
  apologise(text: string): Promise<boolean>
  hangUp(): Promise<void>
  /** After everything that was told. */
  report(report: ConversationReport): Promise<void>
}

type Ports = { conversations: Conversations; hangUp: HangUp; apologise: Apologise; timing: Timing; log: Log }

/** Rests between the tries; what is lost after the last one is found by the reconciler. */
const RESTS_MS = [250, 500, 1_000, 2_000]
/** While somebody waits at the telephone. */
const SHORT_RESTS_MS = [250, 500]
/** For what the law asks of us, when nobody waits any more. */
const LONG_RESTS_MS = [5_000, 15_000, 30_000, 60_000]

type Insisted<T> = { done: T } | undefined

export const callEvents = (ports: Ports, { attemptId, callSid, language }: ConversationBrief): CallEvents => {
  const { conversations, timing, log } = ports
  const about = { attemptId, callSid }

  /** Undefined when it could not be done. */
  const insist = async <T>(failed: LogMessage, act: () => Promise<T>, rests = RESTS_MS): Promise<Insisted<T>> => {
    for (const rest of [...rests, undefined]) {
      const tried = await act().then(
        (done) => ({ done }),
        (reason: unknown) => ({ reason }),
      )
      if ('done' in tried) return tried
      log(rest === undefined ? 'ERROR' : 'WARN', failed, { ...about, ...errorFields(tried.reason) })
      if (rest !== undefined) await new Promise<void>((resolve) => timing.after(rest, resolve))
    }
    return undefined
  }

  /** A wish that the agent was told of too early to know whether it holds. */
  let owed: Promise<unknown> = Promise.resolve()
  const answerTo = async (wish: ToolWish): Promise<ToolAnswer> => {
    if (wish.kind === 'do-not-call') {
      const done = await insist('wish.failed', () => conversations.suppress(attemptId), SHORT_RESTS_MS)
      if (done) return { result: 'This number will not be called again.', isError: false }
      owed = Promise.all([owed, insist('wish.failed', () => conversations.suppress(attemptId), LONG_RESTS_MS)])
      return NOT_NOTED
    }
    const answer = (await insist('wish.failed', () => conversations.callBack(attemptId, wish.when), SHORT_RESTS_MS))?.done
    if (!answer) return NOT_NOTED
    if (answer.kind === 'refused') return { result: answer.reason, isError: true }
    return { result: `The call back is set for ${answer.at}.`, isError: false }
  }

  let told: Promise<unknown> = Promise.resolve()
  return {
    async begin(conversationId) {
      // The report tells it once more.
      await insist('begin.failed', () => conversations.begin(attemptId, conversationId), SHORT_RESTS_MS)
    },
    /** The next one comes soon enough. */
    heartbeat: () =>
      conversations.heartbeat(attemptId).catch((error: unknown) => log('WARN', 'heartbeat.failed', { ...about, ...errorFields(error) })),
    tell(turn) {
      told = told.then(() => insist('turn.failed', () => conversations.tell(attemptId, turn), SHORT_RESTS_MS))
    },
    fulfil: answerTo,
    async apologise(text) {
      const words = { text, ...(language ? { language } : {}) }
      return (await insist('apology.failed', () => ports.apologise(callSid, words), []))?.done ?? false
    },
    async hangUp() {
      await insist('hang-up.failed', () => ports.hangUp(callSid))
    },
    async report(report) {
      await Promise.all([told, owed, insist('report.failed', () => conversations.report(attemptId, report))])
    },
  }
}

const NOT_NOTED: ToolAnswer = { result: 'This could not be written down. Say that somebody will see to it.', isError: true }
