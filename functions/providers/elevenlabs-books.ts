// Asks ElevenLabs what became of a conversation.
import * as z from 'zod/mini'
import type { AgentBooks } from '#app/results/told-conversation.ts'
import type { ElevenLabsSecret } from './elevenlabs.ts'
import { readConversation } from './elevenlabs-conversation.ts'

const DEADLINE_MS = 10_000

type Parts = { apiUrl: string; secret: () => Promise<ElevenLabsSecret> }

/** https://elevenlabs.io/docs/api-reference/conversations/list: newest first. */
const Listed = z.object({ conversations: z.array(z.object({ conversation_id: z.string() })) })

export const elevenLabsBooks = ({ apiUrl, secret }: Parts): AgentBooks => {
  const get = async (path: string): Promise<Response> =>
    fetch(`${apiUrl}/v1/convai/conversations${path}`, {
      headers: { 'xi-api-key': (await secret()).apiKey },
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
  return {
    async conversation(id) {
      const response = await get(`/${encodeURIComponent(id)}`)
      if (response.status === 404) return { kind: 'absent' }
      if (!response.ok) throw new Error(`ElevenLabs did not tell of the conversation: HTTP ${response.status}`)
      const read = readConversation(await response.json())
      if (!read) throw new Error('ElevenLabs told of the conversation in a way that nobody understands')
      return read
    },

    async conversationOf(attemptId) {
      const response = await get(`?${new URLSearchParams({ user_id: attemptId, page_size: '1' })}`)
      if (!response.ok) throw new Error(`ElevenLabs did not list conversations: HTTP ${response.status}`)
      return Listed.parse(await response.json()).conversations[0]?.conversation_id
    },
  }
}
