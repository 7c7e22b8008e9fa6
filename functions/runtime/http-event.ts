// What the handlers read off an API Gateway HTTP API event (payload 2.0).
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

export const bodyOf = ({ body, isBase64Encoded }: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>): string =>
  isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '')

/** Form fields; one that comes more than once has all its values. */
export const formOf = (event: APIGatewayProxyEventV2): Record<string, string | string[]> => {
  const form = new URLSearchParams(bodyOf(event))
  const valuesOf = (name: string): string | string[] => {
    const [first = '', ...more] = form.getAll(name)
    return more.length > 0 ? [first, ...more] : first
  }
  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, valuesOf(name)]))
}

/** The address that the caller used, from our own base: Host and forwarding headers are the caller's to choose. */
export const publicUrlOf = (event: APIGatewayProxyEventV2, publicUrl: string): string =>
  `${publicUrl}${event.rawPath}${event.rawQueryString ? `?${event.rawQueryString}` : ''}`
