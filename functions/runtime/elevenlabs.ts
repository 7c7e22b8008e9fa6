// ElevenLabs' webhook as a handler: signature first, over the bytes as they came, then what it tells.
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { AppError } from '#app/errors.ts'
import type { Clock } from '#app/ports/clock.ts'
import { isFromElevenLabs, type PostCallNews, readPostCall, WebhookSecret } from '#providers/elevenlabs-webhook.ts'
import { readSecret } from '#providers/secrets.ts'
import { bytesOf } from './http-event.ts'
import { problems } from './problems.ts'
import { readJson } from './read-json.ts'

type Parts = { secretId: () => string; clock: Pick<Clock, 'machine'>; hear: (news: PostCallNews) => Promise<void> }

export const postCallWebhook = ({ secretId, clock, hear }: Parts) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(problems())
    .handler(async (event) => {
      const body = bytesOf(event)
      const secret = await readSecret(secretId(), WebhookSecret)
      const signed = { body, signature: event.headers['elevenlabs-signature'], now: clock.machine() }
      if (!isFromElevenLabs(secret, signed)) throw new AppError('forbidden', 'The signature is not ElevenLabs’, or is too old.')
      const news = readPostCall(readJson(body.toString('utf8')))
      if (!news) throw new AppError('invalid_request', 'The webhook tells of no conversation that is over.')
      await hear(news)
      return { statusCode: 200 }
    })
