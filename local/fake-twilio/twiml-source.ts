// Gets the document of a call: inline, or from our server with a signed request, with its fallback.
import type { SystemClock } from '../clock/clock.ts'
import { WebFailure } from '../twilio-webhooks/web-request.ts'
import type { Fields, Webhooks, WebTarget } from '../twilio-webhooks/webhooks.ts'
import type { TwimlSource } from './dial-request.ts'
import { readTwiml, TwimlProblem, type Verb } from './twiml.ts'

/** An answer of another type is refused: 12300. */
const XML_TYPES = ['text/xml', 'application/xml', 'text/html']

const fetchTwiml = async (target: WebTarget, fields: Fields, { webhooks, clock }: SourceContext): Promise<Verb[]> => {
  const answer = await clock.during(webhooks.send(target, fields))
  const [type = ''] = answer.contentType.split(';')
  if (!XML_TYPES.includes(type.trim().toLowerCase()))
    throw new TwimlProblem(12300, `The content type is ${type || 'missing'}, not text/xml`)
  return readTwiml(answer.body)
}

export type SourceContext = { webhooks: Webhooks; clock: SystemClock }

/** Rejects with a `TwimlProblem` or a `WebFailure`, whose code Twilio shows in its console. */
export const loadVerbs = async (source: TwimlSource, fields: Fields, context: SourceContext): Promise<Verb[]> => {
  if ('twiml' in source) return readTwiml(source.twiml)
  try {
    return await fetchTwiml(source.target, fields, context)
  } catch (error) {
    if (!source.fallback || !(error instanceof TwimlProblem || error instanceof WebFailure)) throw error
    return fetchTwiml(source.fallback, { ...fields, ErrorCode: String(error.code), ErrorUrl: source.target.url }, context)
  }
}
