// The published example of the Standard Webhooks scheme, and what a receiver does with the headers.
import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { secretText, signedHeaders } from '#app/webhooks/sign.ts'

const EXAMPLE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atMs: 1_614_265_330_999, body: '{"test": 2432232314}' }
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

it('signs the published example as it is published', () => {
  expect(signedHeaders([SECRET], EXAMPLE)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

it('signs with both secrets while one takes the place of the other', () => {
  const other = secretText(Buffer.alloc(32, 7))
  const { 'webhook-signature': signature = '' } = signedHeaders([other, SECRET], EXAMPLE)
  const own = createHmac('sha256', Buffer.alloc(32, 7)).update(`${EXAMPLE.id}.1614265330.${EXAMPLE.body}`).digest('base64')
  expect(signature.split(' ')).toEqual([`v1,${own}`, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='])
})
