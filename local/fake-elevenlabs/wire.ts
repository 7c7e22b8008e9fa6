// The way from the agent to the client, and what goes wrong on it: each trouble comes at its moment, once.
import { type AgentMessage, encode } from './agent-messages.ts'
import { CLOSE_CODE, errorMessage } from './errors.ts'
import type { ConversationFault, Moment, Trouble } from './faults.ts'
import { nonsense } from './nonsense.ts'

export type AgentSocket = {
  send(data: string | Buffer): void
  close(code: number, reason: string): void
  /** Without a closing handshake. */
  reset(): void
  /** What arrives waits in the network. */
  pause(): void
  resume(): void
}

export type Wire = {
  /** False: it did not go out, because nothing of its type does, or nothing at all any more. */
  send(message: AgentMessage): boolean
  /** Nothing is sent afterwards. */
  close(code: number, reason: string): void
  reaches(moment: Moment): void
  only(types: readonly string[]): void
}

type WireOptions = {
  socket: AgentSocket
  after: (ms: number, fn: () => void) => () => void
  random: () => number
  /** Types of messages that are sent, besides errors. */
  types: readonly string[]
  fault: ConversationFault | undefined
  /** A trouble has ended the conversation. */
  broken: (why: string) => void
}

export const createWire = ({ socket, after, random, fault, broken, ...options }: WireOptions): Wire => {
  let { types } = options
  let expected = fault
  let isMute = false
  /** What happens once a stall is over. */
  let stalled: (() => void)[] | undefined

  const act = (what: () => void): void => {
    if (stalled) stalled.push(what)
    else what()
  }
  const close = (code: number, reason: string): void => {
    isMute = true
    act(() => socket.close(code, reason))
  }
  const stall = (ms: number): void => {
    stalled = []
    socket.pause()
    after(ms, () => {
      const waiting = stalled ?? []
      stalled = undefined
      for (const what of waiting) what()
      socket.resume()
    })
  }
  const suffer = (trouble: Trouble): void => {
    if (trouble === 'mute') isMute = true
    else if (trouble === 'deaf') socket.pause()
    else if ('stallsMs' in trouble) stall(trouble.stallsMs)
    else if ('sends' in trouble) socket.send(nonsense(trouble.sends))
    else if ('error' in trouble) {
      broken(`${trouble.error}: simulated fault`)
      socket.send(encode(errorMessage(trouble.error, 'simulated fault'), random))
      close(CLOSE_CODE[trouble.error], 'simulated fault')
    } else {
      broken(`closed with ${trouble.closes}: simulated fault`)
      if (trouble.closes !== 1006) close(trouble.closes, 'simulated fault')
      else {
        isMute = true
        socket.reset()
      }
    }
  }
  const reaches = (moment: Moment): void => {
    if (expected?.at !== moment) return
    const { trouble } = expected
    expected = undefined
    suffer(trouble)
  }

  return {
    send(message) {
      const goesOut = !isMute && (message.type === 'error' || types.includes(message.type))
      if (goesOut) act(() => socket.send(encode(message, random)))
      if (!isMute) reaches(message.type)
      return goesOut
    },
    close,
    reaches,
    only(wanted) {
      types = wanted
    },
  }
}
