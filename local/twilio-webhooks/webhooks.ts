// Signed requests to our own servers, as Twilio makes them: signature over the public address, connection overrides, one ceiling.
import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import { type Failure, readOverride } from './connection-override.ts'
import { type Edges, routeTo } from './edges.ts'
import { createWebClient, type WebAnswer, WebFailure } from './web-request.ts'

/** An address of ours that the provider calls. */
export type WebTarget = { url: string; method: 'GET' | 'POST' }

export type Fields = Record<string, string>

export type Webhooks = {
  /** Resolves with an answer below 400, after the retries that the address asks for; rejects with a `WebFailure`. */
  send(target: WebTarget, fields: Fields): Promise<WebAnswer>
  /** Signs a media stream's address, or any other that has no fields. */
  sign(url: string): string
  close(): void
}

/** Undocumented; long enough for a server that restarts to be asked again after it is back. */
const BETWEEN_TRIES_MS = 200

const failureOf = (answer: WebAnswer): Failure | undefined => (answer.status >= 500 ? '5xx' : answer.status >= 400 ? '4xx' : undefined)

export const createWebhooks = ({ authToken, edges }: { authToken: string; edges: Edges }): Webhooks => {
  const client = createWebClient()
  const closing = new AbortController()
  const sign = (url: string, fields: Fields = {}): string => getExpectedTwilioSignature(authToken, url, fields)

  const requestFor = ({ url, method }: WebTarget, fields: Fields) => {
    const [address = ''] = url.split('#')
    if (method === 'POST') return { address, body: new URLSearchParams(fields).toString(), signature: sign(address, fields) }
    const withQuery = `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams(fields)}`
    return { address: withQuery, body: '', signature: sign(withQuery) }
  }

  const send: Webhooks['send'] = async (target, fields) => {
    const limits = readOverride(new URL(target.url).hash.slice(1))
    const { address, body, signature } = requestFor(target, fields)
    const route = routeTo(address, edges)
    const headers = {
      'User-Agent': 'TwilioProxy/1.1',
      'X-Twilio-Signature': signature,
      // The same for all tries of one request.
      'I-Twilio-Idempotency-Token': randomUUID(),
      ...(target.method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8' } : {}),
    }
    const deadline = AbortSignal.timeout(limits.totalMs)
    const signal = AbortSignal.any([deadline, closing.signal])
    const tryOnce = async (): Promise<WebAnswer> => {
      const answer = await client.send({ route, method: target.method, headers, body, limits, signal })
      const failure = failureOf(answer)
      if (failure) throw new WebFailure(failure, 11200, `HTTP status ${answer.status} from ${route.host}`)
      return answer
    }
    for (let tried = 1; ; tried += 1) {
      try {
        return await tryOnce()
      } catch (error) {
        if (closing.signal.aborted) throw new WebFailure('rt', 11200, 'The simulated provider was closed')
        if (signal.aborted) throw new WebFailure('rt', 11200, `No answer from ${route.host} within ${limits.totalMs} ms`)
        if (!(error instanceof WebFailure)) throw error
        if (error.kind === 'too-large' || !limits.retryOn.has(error.kind) || tried > limits.retries) throw error
        await rest(BETWEEN_TRIES_MS)
      }
    }
  }

  return {
    send,
    sign,
    close() {
      closing.abort()
      client.close()
    },
  }
}
