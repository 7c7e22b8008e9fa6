// What was said last in a live call.
import { useQuery } from '@tanstack/react-query'
import type { Call } from '#contract/call.ts'
import { useConnection } from '../../connection/world.tsx'
import { transcriptQuery } from '../../held/call-queries.ts'
import { lastWords } from '../../held/transcripts.ts'

export const LastWords = ({ call: { id, campaignId } }: { call: Call }) => {
  const { api } = useConnection()
  // Not asked for: what was pushed is enough here.
  const { data } = useQuery({ ...transcriptQuery(api, { campaignId, callId: id }), enabled: false, select: lastWords })
  return data ? <q className="text-soft">{data.text}</q> : null
}
