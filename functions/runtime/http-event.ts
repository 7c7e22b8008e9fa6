// What the handlers read off an API Gateway HTTP API event (payload 2.0).
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

type WithBody = Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>

export const bytesOf = ({ body, isBase64Encoded }: WithBody): Buffer => Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8')

export const bodyOf = (event: WithBody): string => (event.isBase64Encoded ? bytesOf(event).toString('utf8') : (event.body ?? ''))

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
