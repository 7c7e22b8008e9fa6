// What a Lambda returns, as the HTTP response that API Gateway makes of it.
import * as z from 'zod/mini'
import { type Answer, json } from '../web/answer.ts'

const Structured = z.object({
  statusCode: z.coerce.number().check(z.int(), z.minimum(100), z.maximum(599)),
  headers: z.nullish(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  cookies: z.nullish(z.array(z.string())),
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
})

/** Without a status code the whole result is the body: a format that API Gateway infers. */
export const toAnswer = (result: unknown): Answer => {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    return typeof result === 'string'
      ? { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(result) }
      : json(200, result)
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = Structured.parse(result)
  const named = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)])
  return {
    status: statusCode,
    headers: {
      'content-type': 'text/plain;charset=utf-8',
      ...Object.fromEntries(named),
      ...(cookies?.length ? { 'set-cookie': cookies } : {}),
    },
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  }
}
