// One call and what was said in it, read over HTTP and merged into what the page holds of them already.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Call } from '#contract/call.ts'
import type { CallDetails } from '#contract/call-details.ts'
import type { Api } from '#contract/client.ts'
import type { AttemptId, CampaignId } from '#contract/ids.ts'
import type { CallTurn, TranscriptTurn } from '#contract/transcript.ts'
import { type HeldTranscript, withTranscript, withTurns } from './transcripts.ts'

/** What was said in calls that nobody looks at any more; whoever opens one reads it whole. */
const UNSEEN_MS = 30_000

type Place = { campaignId: CampaignId; callId: AttemptId }

const CALL = 'call'
const TRANSCRIPT = 'transcript'
const callKey = ({ campaignId, callId }: Place) => [CALL, campaignId, callId] as const
const transcriptKey = ({ campaignId, callId }: Place) => [TRANSCRIPT, campaignId, callId] as const

/** What is pushed lacks the details, which stay until they are read again. */
const newer = (held: CallDetails | undefined, call: CallDetails): CallDetails =>
  held && held.version > call.version ? held : { ...held, ...call }

/** A call as it was pushed, or as a command answers with it: kept where it is shown. */
export const applyCall = (client: QueryClient, call: Call): void => {
  const key = callKey({ campaignId: call.campaignId, callId: call.id })
  const held = client.getQueryData<CallDetails>(key)
  if (!held || held.version > call.version) return
  client.setQueryData<CallDetails>(key, newer(held, call))
  // When what happened, and who says so, is told only to whoever asks.
  if (held.state !== call.state || held.outcome !== call.outcome) void client.invalidateQueries({ queryKey: key })
}

/** A thousand live calls tell more in an hour than a browser should hold. */
export const forgetUnseenTranscripts = (client: QueryClient): void => client.setQueryDefaults([TRANSCRIPT], { gcTime: UNSEEN_MS })

/** Turns are kept from the first that is heard of, so that none is lost between asking for a transcript and its answer. */
export const applyTurns = (client: QueryClient, campaignId: CampaignId, turns: readonly CallTurn[]): void => {
  for (const [callId, ofCall] of Map.groupBy(turns, (turn) => turn.callId)) {
    const told = ofCall.map(({ callId: _, ...turn }): TranscriptTurn => turn)
    client.setQueryData<HeldTranscript>(transcriptKey({ campaignId, callId }), (held) => withTurns(held, told))
  }
}

export const callQuery = (api: Api, place: Place) =>
  queryOptions({
    queryKey: callKey(place),
    queryFn: async ({ client, signal }): Promise<CallDetails> => {
      const call = await api('getCall', { params: { callId: place.callId }, signal })
      return newer(client.getQueryData<CallDetails>(callKey(place)), call)
    },
  })

export const transcriptQuery = (api: Api, place: Place) =>
  queryOptions({
    queryKey: transcriptKey(place),
    queryFn: async ({ client, signal }): Promise<HeldTranscript> => {
      const turns: TranscriptTurn[] = []
      let cursor: string | undefined
      do {
        const { items, nextCursor } = await api('getTranscript', {
          params: { callId: place.callId },
          query: cursor === undefined ? {} : { cursor },
          signal,
        })
        turns.push(...items)
        cursor = nextCursor ?? undefined
      } while (cursor !== undefined)
      return withTranscript(client.getQueryData<HeldTranscript>(transcriptKey(place)), turns)
    },
  })

export const refreshCalls = (client: QueryClient, campaignId: CampaignId): void => {
  void client.invalidateQueries({ queryKey: [CALL, campaignId] })
  void client.invalidateQueries({ queryKey: [TRANSCRIPT, campaignId] })
}
