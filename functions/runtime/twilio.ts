// A webhook of Twilio as a handler: signature first, then the attempt that its path names, then what it tells of the call.
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { AppError } from '#app/errors.ts'
import { AttemptId } from '#contract/ids.ts'
import { type Fields, isFromTwilio } from '#providers/twilio-webhook.ts'
import { formOf, publicUrlOf } from './http-event.ts'
import { problems } from './problems.ts'

type Surroundings = { TWILIO_SECRET_ID: string; PUBLIC_URL: string }
/** TwiML, or nothing to say. */
type Answer = { twiml?: string }

type Parts<News> = {
  surroundings: () => Surroundings
  /** Undefined when the form tells of no call. */
  read: (fields: Fields) => News | undefined
  answer: (attemptId: AttemptId, news: News) => Promise<Answer>
}

export const twilioWebhook = <News>({ surroundings, read, answer }: Parts<News>) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(problems())
    .handler(async (event) => {
      const { TWILIO_SECRET_ID, PUBLIC_URL } = surroundings()
      const fields = formOf(event)
      const signed = { url: publicUrlOf(event, PUBLIC_URL), signature: event.headers['x-twilio-signature'], fields }
      if (!(await isFromTwilio(TWILIO_SECRET_ID, signed))) throw new AppError('forbidden', 'The signature is not Twilio’s.')

      const attemptId = AttemptId.safeParse(event.pathParameters?.attemptId)
      const news = read(fields)
      if (!attemptId.success || !news) throw new AppError('invalid_request', 'The webhook names no attempt of ours, or no call.')
      const { twiml } = await answer(attemptId.data, news)
      return twiml === undefined
        ? { statusCode: 204 }
        : { statusCode: 200, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: twiml }
    })
