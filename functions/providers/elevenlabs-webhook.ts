// What ElevenLabs posts after a conversation: the signature first, then what it tells. https://elevenlabs.io/docs/agents-platform/workflows/post-call-webhooks
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import type { ToldConversation } from '#app/results/told-conversation.ts'
import { otherwise } from '#contract/otherwise.ts'
import { SomeText } from '#contract/parts.ts'
import { readConversation } from './elevenlabs-conversation.ts'

/** What the webhook's secret holds. While it is exchanged, both the new one and those before are good. */
export const WebhookSecret = z.object({
  secret: z.string().check(z.minLength(16)),
  before: z.optional(z.string()),
  /** Before that one, of exchanges that were begun and not ended. */
  earlier: z.optional(z.array(SomeText)),
})
export type WebhookSecret = z.infer<typeof WebhookSecret>

/** As ElevenLabs' own libraries allow; clocks differ, and a delivery that is tried again is signed once. */
const TOLERANCE_MS = 30 * 60_000

type Signed = { body: Buffer; signature: string | undefined; now: number }

const macOf = (secret: string, at: string, body: Buffer): Buffer => createHmac('sha256', secret).update(`${at}.`).update(body).digest()

/** `ElevenLabs-Signature: t=<unix seconds>,v0=<hex>`, over the bytes as they came. */
export const isFromElevenLabs = ({ secret, before, earlier = [] }: WebhookSecret, { body, signature = '', now }: Signed): boolean => {
  const parts = signature.split(',').map((part) => part.trim())
  const at = parts.find((part) => /^t=\d{1,12}$/.test(part))?.slice(2)
  if (at === undefined || Math.abs(now - Number(at) * 1_000) > TOLERANCE_MS) return false
  const shown = parts.filter((part) => /^v0=[0-9a-f]{64}$/i.test(part)).map((part) => Buffer.from(part.slice(3), 'hex'))
  const good = [secret, ...(before ? [before] : []), ...earlier].map((one) => macOf(one, at, body))
  // Every pair is compared, so that the time taken does not tell which secret it was.
  return good.flatMap((mac) => shown.map((one) => timingSafeEqual(mac, one))).includes(true)
}

export type PostCallNews =
  | { kind: 'conversation'; told: ToldConversation }
  /** It never began. */
  | { kind: 'failed'; conversationId: string; why: string }
  /** Of a kind that we have no use for. */
  | { kind: 'other'; type: string }

const Envelope = z.object({ type: z.string().check(z.minLength(1), z.maxLength(100)), data: z.unknown() })
const Failure = z.object({
  conversation_id: z.string().check(z.minLength(1), z.maxLength(200)),
  failure_reason: otherwise(z.string(), 'unknown'),
})

/** Undefined when it makes no sense. */
export const readPostCall = (json: unknown): PostCallNews | undefined => {
  const envelope = Envelope.safeParse(json)
  if (!envelope.success) return undefined
  const { type, data } = envelope.data
  if (type === 'post_call_transcription') {
    const read = readConversation(data)
    return read?.kind === 'over' ? { kind: 'conversation', told: read.told } : undefined
  }
  if (type !== 'call_initiation_failure') return { kind: 'other', type }
  const failure = Failure.safeParse(data)
  if (!failure.success) return undefined
  return { kind: 'failed', conversationId: failure.data.conversation_id, why: failure.data.failure_reason.slice(0, 100) }
}
