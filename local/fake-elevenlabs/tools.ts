// Tools that the client carries out: the agent asks, and waits for the answer before it goes on.
import type { AgentMessage } from './agent-messages.ts'
import type { ToolUse } from './agent-settings.ts'
import type { ConversationRecord } from './conversation-record.ts'

export type Tools = {
  /** Calls back once, with whether it worked. */
  use(tool: ToolUse, done: (hasWorked: boolean) => void): void
  answered(id: string, answer: { result: string; isError: boolean }): void
  stop(): void
}

type ToolsOptions = {
  send: (message: AgentMessage) => void
  after: (ms: number, fn: () => void) => () => void
  now: () => number
  nextId: () => number
  record: Pick<ConversationRecord, 'toolCalls'>
}

/** ElevenLabs' own default for a client tool's answer. */
const PATIENCE_MS = 20_000

export const createTools = ({ send, after, now, nextId, record }: ToolsOptions): Tools => {
  let waiting: { id: string; calledAt: number; done: (hasWorked: boolean) => void } | undefined
  let stopWaiting = () => {}

  const settle = (hasWorked: boolean): void => {
    stopWaiting()
    const { done } = waiting ?? {}
    waiting = undefined
    done?.(hasWorked)
  }

  return {
    use({ name, parameters }, done) {
      const eventId = nextId()
      const id = `tool_${eventId}`
      waiting = { id, calledAt: now(), done }
      record.toolCalls.push({ id, name, parameters })
      const about = { tool_name: name, tool_call_id: id, event_id: eventId }
      send({ type: 'agent_tool_request', agent_tool_request: { ...about, tool_type: 'client' } })
      send({ type: 'client_tool_call', client_tool_call: { ...about, parameters } })
      stopWaiting = after(PATIENCE_MS, () => settle(false))
    },
    answered(id, { result, isError }) {
      if (waiting?.id !== id) return
      const call = record.toolCalls.find((one) => one.id === id)
      if (call) call.answer = { result, isError, afterMs: Math.round(now() - waiting.calledAt) }
      settle(!isError)
    },
    stop: () => stopWaiting(),
  }
}
