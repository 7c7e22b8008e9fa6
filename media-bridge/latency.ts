// How quick a conversation was, from what a session has noted.
import type { Measured } from '#app/ports/bridge.ts'
import type { Live } from './session-state.ts'

export const latencyOf = ({ openedAt, startedAt, readyAt, firstAgentAudioAt, waits }: Live): Measured['latency'] => {
  const { replies, bargeIns } = waits
  const since = (at: number | undefined): number | undefined => (at === undefined ? undefined : at - openedAt)
  return {
    ...known({
      streamToStart: since(startedAt),
      streamToAgent: since(readyAt),
      streamToFirstAudio: since(firstAgentAudioAt),
      replyP50: percentile(replies, 0.5),
      replyP95: percentile(replies, 0.95),
      bargeInToClear: percentile(bargeIns, 0.5),
    }),
    replies: replies.length,
    bargeIns: bargeIns.length,
  }
}

/** The smallest that so large a part does not exceed. */
export const percentile = (values: readonly number[], part: number): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)]

type Known<T> = { [K in keyof T]?: number }

const known = <T extends Record<string, number | undefined>>(values: T): Known<T> => {
  const found: Known<T> = {}
  for (const name in values) {
    const value = values[name]
    if (value !== undefined) found[name] = Math.max(0, Math.round(value))
  }
  return found
}
