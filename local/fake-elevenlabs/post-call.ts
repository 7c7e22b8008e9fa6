// Tells of each conversation when it is over: ElevenLabs' webhook, with its signature, and without any second try, as it is set up there.
import { createHmac } from 'node:crypto'
import type { SystemClock } from '../clock/clock.ts'
import type { ConversationRecord } from './conversation-record.ts'
import { conversationResource, PROCESSING_MS, type ResourceOptions } from './conversation-resource.ts'
import type { WebhookFault } from './faults.ts'

export type WebhookTarget = { url: string; secret: string }

type PostCallOptions = Omit<ResourceOptions, 'now'> & {
  clock: SystemClock
  target: WebhookTarget
  fault: (ordinal: number) => WebhookFault | undefined
  log: (line: string) => void
}

const DEADLINE_MS = 10_000
/** Later than any receiver takes a signature for fresh. */
const STALE_MS = 60 * 60_000

export const postCallSignature = (secret: string, body: string, atMs: number): string => {
  const at = Math.floor(atMs / 1_000)
  return `t=${at},v0=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}

export const createPostCall = ({ clock, target, fault, log, ...shown }: PostCallOptions) => {
  let told = 0

  const post = async (body: string, trouble: WebhookFault | undefined): Promise<void> => {
    const at = clock.machine() - (trouble === 'stale' ? STALE_MS : 0)
    const signature = postCallSignature(trouble === 'bad-signature' ? `not ${target.secret}` : target.secret, body, at)
    const headers = { 'content-type': 'application/json', 'elevenlabs-signature': signature }
    const { status } = await fetch(target.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(DEADLINE_MS) })
    if (status >= 300) log(`the webhook of a conversation was answered with ${status}`)
  }

  const tell = (record: ConversationRecord, trouble: WebhookFault | undefined): void => {
    const data = conversationResource(record, { ...shown, now: clock.now() })
    const event_timestamp = Math.floor(clock.machine() / 1_000)
    const body = JSON.stringify({ type: 'post_call_transcription', event_timestamp, data })
    const posts = trouble === 'twice' ? 2 : 1
    for (let i = 0; i < posts; i += 1) {
      post(body, trouble).catch((error: unknown) => log(`the webhook of conversation ${record.id} did not arrive: ${String(error)}`))
    }
  }

  return {
    ended(record: ConversationRecord): void {
      const trouble = fault(told++)
      if (trouble === 'lost') return
      const lateMs = typeof trouble === 'object' ? trouble.lateMs : 0
      clock.after(PROCESSING_MS, () => {
        if (lateMs === 0) tell(record, trouble)
        else clock.afterMachine(lateMs, () => tell(record, trouble))
      })
    },
  }
}
