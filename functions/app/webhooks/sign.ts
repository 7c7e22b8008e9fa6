// The headers by which a receiver knows that a request is ours. https://www.standardwebhooks.com
import { createHmac } from 'node:crypto'

const PREFIX = 'whsec_'

/** `key`: of 32 bytes. */
export const secretText = (key: Buffer): string => `${PREFIX}${key.toString('base64')}`

const signatureBy = (secret: string, text: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
    .update(text)
    .digest('base64')}`

type Signed = { id: string; atMs: number; body: string }

/** While a secret is exchanged there are two, and a receiver that knows either of them is content. */
export const signedHeaders = (secrets: readonly string[], { id, atMs, body }: Signed): Record<string, string> => {
  const seconds = Math.floor(atMs / 1_000)
  const text = `${id}.${seconds}.${body}`
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map((secret) => signatureBy(secret, text)).join(' '),
  }
}
