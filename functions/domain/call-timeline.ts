// What happened in a call, in order, from what carrier, bridge and ledger have each said of it.

import type { CallLatency } from '#contract/attempt.ts'
import type { Call } from '#contract/call.ts'
import type { CallMoment } from '#contract/call-details.ts'

type Told = Pick<Call, 'claimedAt' | 'answeredAt' | 'endedAt' | 'state' | 'closedFirst' | 'endedBecause'> & {
  latency?: CallLatency | undefined
}

const after = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString()

/** The bridge counts from the moment that the audio was connected, which is known where the answer is. */
const conversation = ({ answeredAt, latency }: Told): CallMoment[] => {
  if (answeredAt === undefined || latency?.answerToStream === undefined) return []
  const connectedAt = after(answeredAt, latency.answerToStream)
  const later = (what: CallMoment['what'], ms: number | undefined): CallMoment[] =>
    ms === undefined ? [] : [{ at: after(connectedAt, ms), what, source: 'bridge' }]
  return [
    { at: connectedAt, what: 'audio-connected', source: 'bridge' },
    ...later('agent-ready', latency.streamToAgent),
    ...later('agent-heard', latency.streamToFirstAudio),
  ]
}

const endOf = ({ endedAt, state, closedFirst, endedBecause }: Told): CallMoment[] => {
  if (endedAt === undefined) return []
  const who = closedFirst === undefined ? '' : `; the ${closedFirst} closed first`
  const why = endedBecause === undefined ? '' : ` (${endedBecause})`
  return [{ at: endedAt, what: 'ended', source: 'carrier', says: `${state}${who}${why}` }]
}

export const timelineOf = (call: Told): CallMoment[] => {
  const moments: CallMoment[] = [
    { at: call.claimedAt, what: 'claimed', source: 'ringmaster' },
    ...(call.answeredAt === undefined ? [] : [{ at: call.answeredAt, what: 'answered', source: 'carrier' } as const]),
    ...conversation(call),
    ...endOf(call),
  ]
  return moments.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
