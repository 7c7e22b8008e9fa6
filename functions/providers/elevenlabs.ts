// Asks ElevenLabs for the signed address of one conversation: https://elevenlabs.io/docs/api-reference/conversations/get-signed-url
import * as z from 'zod'
import type { AgentAddress } from '#app/bridge-ports.ts'

const DEADLINE_MS = 5_000

/** What the ElevenLabs secret holds. */
export const ElevenLabsSecret = z.object({ apiKey: z.string().min(1), agentId: z.string().min(1) })
export type ElevenLabsSecret = z.infer<typeof ElevenLabsSecret>

type Parts = {
  /** https://api.elevenlabs.io, or a simulator. */
  apiUrl: string
  /** Read at each call, so that a new key is used without a restart. */
  secret: () => Promise<ElevenLabsSecret>
}

export const agentAddress = ({ apiUrl, secret }: Parts): AgentAddress => {
  // Only a simulator that is itself reached without TLS may hand out an address without it.
  const Answer = z.object({ signed_url: z.url({ protocol: apiUrl.startsWith('https:') ? /^wss$/ : /^wss?$/ }) })
  return async (chosen) => {
    const { apiKey, agentId } = await secret()
    const query = new URLSearchParams({ agent_id: chosen ?? agentId })
    const response = await fetch(`${apiUrl}/v1/convai/conversation/get-signed-url?${query}`, {
      headers: { 'xi-api-key': apiKey },
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
    if (!response.ok) throw new Error(`ElevenLabs gave no signed address: HTTP ${response.status}`)
    return Answer.parse(await response.json()).signed_url
  }
}
