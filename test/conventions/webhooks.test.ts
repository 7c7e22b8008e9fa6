// What the page on webhooks promises to whoever writes a receiver, held against the code.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { secretText, signedHeaders } from '#app/webhooks/sign.ts'
import { WebhookEventType } from '#contract/webhook-events.ts'
import { RETRY_WAITS_MS } from '#domain/webhook-retry.ts'

const page = readFileSync('docs/webhooks.md', 'utf8')

type Check = (secret: string, headers: Record<string, string>, body: string) => unknown
const Module = z.object({ isFromRingmaster: z.custom<Check>((value) => typeof value === 'function') })

test('its lines know a request of ours, and no other', async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? []
  const { isFromRingmaster } = Module.parse(await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`))
  const [secret, before, foreign] = [1, 2, 3].map((byte) => secretText(Buffer.alloc(32, byte)))
  if (!secret || !before || !foreign) throw new Error('There are three')
  const body = '{"type":"call.ended","name":"Zoë"}'
  const headers = (secrets: string[], agoMs = 0) => signedHeaders(secrets, { id: 'evt_1', atMs: Date.now() - agoMs, body })

  expect(isFromRingmaster(secret, headers([secret]), body)).toBe(true)
  expect(isFromRingmaster(before, headers([secret, before]), body)).toBe(true)
  expect(isFromRingmaster(foreign, headers([secret, before]), body)).toBe(false)
  expect(isFromRingmaster(secret, headers([secret]), body.replace('Zoë', 'Zoé'))).toBe(false)
  expect(isFromRingmaster(secret, { ...headers([secret]), 'webhook-id': 'evt_2' }, body)).toBe(false)
  expect(isFromRingmaster(secret, headers([secret], 301_000), body)).toBe(false)
})

test('its waits are those of the code', () => {
  const words = RETRY_WAITS_MS.map((ms) => (ms < 3_600_000 ? `${ms / 60_000} min` : `${ms / 3_600_000} h`))
  expect(page).toContain(`${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)
})

test('it lists the events that there are', () => {
  const listed = [...page.matchAll(/^\| `([a-z.-]+)` \|/gm)].map(([, type]) => type)
  expect(listed).toEqual(WebhookEventType.options)
})
