// Asks ElevenLabs for one conversation: its signed address for the bridge, or the document that connects a call without one.
import * as z from 'zod/mini'
import { initiationOf } from '#app/conversation/agent-initiation.ts'
import type { AgentAddress, RegisterCall } from '#app/ports/bridge.ts'
import { SomeText } from '#contract/parts.ts'

const DEADLINE_MS = 5_000

/** What the ElevenLabs secret holds. */
export const ElevenLabsSecret = z.object({ apiKey: SomeText, agentId: SomeText })
export type ElevenLabsSecret = z.infer<typeof ElevenLabsSecret>

type Parts = {
  /** https://api.elevenlabs.io, or a simulator. */
  apiUrl: string
  /** Read at each call, so that a new key is used without a restart. */
  secret: () => Promise<ElevenLabsSecret>
}

/** https://elevenlabs.io/docs/api-reference/conversations/get-signed-url */
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

/** https://elevenlabs.io/docs/api-reference/twilio/register-call */
export const registerCall =
  ({ apiUrl, secret, ownNumber }: Parts & { ownNumber: () => Promise<string> }): RegisterCall =>
  async ({ brief, from, to }) => {
    const { apiKey, agentId } = await secret()
    const response = await fetch(`${apiUrl}/v1/convai/twilio/register-call`, {
      method: 'POST',
      headers: { 'xi-api-key': apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({
        agent_id: brief.agentId ?? agentId,
        from_number: from ?? (await ownNumber()),
        to_number: to,
        direction: 'outbound',
        conversation_initiation_client_data: initiationOf(brief),
      }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
    if (!response.ok) throw new Error(`ElevenLabs did not register the call: HTTP ${response.status}`)
    const document = unquoted(await response.text())
    // Twilio would end the call with an error at anything else.
    if (!document.includes('<Stream')) throw new Error('ElevenLabs registered the call without a stream')
    return document
  }

/** Its API's description has the document as JSON, its examples have it as it is. */
const unquoted = (text: string): string => (text.startsWith('"') ? z.string().parse(JSON.parse(text)) : text)
