// Turn taking: the agent speaks, listens, is interrupted, answers, uses its tools, and says goodbye when it has said enough.
import { between } from '../simulated/seeded.ts'
import type { Wish } from '../simulated/wishes.ts'
import type { AgentSettings } from './agent-settings.ts'
import { createEar, SAMPLE_CONVERSATION, WHOLE_CONVERSATION } from './ear.ts'
import { DONE, FAREWELL, LEFT_ALONE, NOT_DONE, nextAnswer, nextReply } from './lines.ts'
import { createMouth, type MouthOptions } from './mouth.ts'
import { createTools, type Tools } from './tools.ts'

export type Talk = {
  begin(firstMessage: string): void
  hear(audio: Buffer): void
  /** The client wrote instead of speaking. */
  isTold(text: string): void
  toolAnswered: Tools['answered']
  stop(): void
}

export type TalkOptions = Omit<MouthOptions, 'record'> &
  Pick<AgentSettings, 'toolUses' | 'wishes'> & {
    record: Parameters<typeof createTools>[0]['record'] & { bytesOut: number; interruptions: number }
    /** Replies after which the agent ends the call; undefined: never. */
    endsAfterReplies: number | undefined
    endCall: () => void
    /** Keeps what was said. */
    write: (role: 'agent' | 'user', message: string) => void
  }

const FIRST_MS = [100, 300] as const
const THINKING_MS = [400, 900] as const
/** After the last audio of the farewell was sent; it may still be playing. */
const HANG_UP_MS = 100

export const createTalk = (options: TalkOptions): Talk => {
  const { send, after, isSample, isHasty, random, endsAfterReplies, toolUses, wishes, endCall, record, write } = options
  const ear = createEar(isSample ? SAMPLE_CONVERSATION : WHOLE_CONVERSATION)
  const mouth = createMouth(options)
  const tools = createTools({ ...options, nextId: mouth.nextId })
  let replies = 0
  let cancelFirst = () => {}
  let cancelNext = () => {}

  const next = (ms: number, fn: () => void): void => {
    cancelNext()
    cancelNext = after(ms, fn)
  }
  const soon = (range: readonly [number, number]): number => (isSample || isHasty ? 0 : between(random, ...range))

  const say = (text: string, done?: () => void): void => {
    write('agent', text)
    mouth.say(text, done)
  }

  const hangUp = (): void => {
    const event_id = mouth.nextId()
    const about = { tool_name: 'end_call', tool_call_id: `call_${event_id}`, tool_type: 'system', event_id }
    send({ type: 'agent_tool_response', agent_tool_response: { ...about, is_error: false, is_called: true } })
    endCall()
  }

  const partWith = (words: string): void => say(words, () => next(HANG_UP_MS, hangUp))

  const fulfil = (wish: Wish | undefined, hasWorked: boolean): void => {
    if (!hasWorked) say(NOT_DONE)
    else if (wish === 'do-not-call') partWith(LEFT_ALONE)
    else say(DONE)
  }

  const reply = (wish?: Wish): void => {
    replies += 1
    const tool = (wish && wishes[wish]) ?? toolUses[replies]
    if (tool) tools.use(tool, (hasWorked) => fulfil(wish, hasWorked))
    else if (endsAfterReplies !== undefined && replies >= endsAfterReplies) partWith(FAREWELL)
    else say(nextReply(random))
  }

  const think = (wish?: Wish): void => next(soon(THINKING_MS), () => reply(wish))

  const interruptIfHeard = (): void => {
    if (!mouth.isHeard()) return
    record.interruptions += 1
    mouth.cut()
  }

  const userBegins = (): void => {
    // Whoever goes on speaking is not answered yet.
    cancelNext()
    interruptIfHeard()
    send({ type: 'vad_score', vad_score_event: { vad_score: 0.9 } })
    send({
      type: 'tentative_user_transcript',
      tentative_user_transcription_event: { user_transcript: '…', event_id: mouth.nextId() },
    })
  }

  const userEnds = (): void => {
    const wish = ear.wish()
    const said = nextAnswer(random, wish)
    write('user', said)
    send({ type: 'vad_score', vad_score_event: { vad_score: 0.1 } })
    send({ type: 'user_transcript', user_transcription_event: { user_transcript: said, event_id: mouth.nextId() } })
    think(wish)
  }

  return {
    begin(firstMessage) {
      // The first message waits for nobody: a mailbox's greeting does not hold it back.
      if (firstMessage) cancelFirst = after(soon(FIRST_MS), () => say(firstMessage))
    },
    hear(audio) {
      for (const change of ear.hear(audio)) change === 'begins' ? userBegins() : userEnds()
    },
    isTold(text) {
      write('user', text)
      interruptIfHeard()
      think()
    },
    toolAnswered: tools.answered,
    stop() {
      cancelFirst()
      cancelNext()
      mouth.stop()
      tools.stop()
    },
  }
}
