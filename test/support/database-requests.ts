// What a piece of work asks of DynamoDB, counted where Node sends it: by the name of the operation, and the time that was spent waiting.
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { ClientRequest } from 'node:http'

const [STARTED, ANSWERED, FAILED] = ['http.client.request.start', 'http.client.response.finish', 'http.client.request.error']

export type Asked<T> = {
  answer: T
  /** `Query`, `BatchGetItem`: how many of each. */
  requests: Record<string, number>
  /** While at least one was on its way. */
  waitedMs: number
}

const requestIn = (message: unknown): ClientRequest | undefined => {
  const { request } = { request: undefined, ...Object(message) }
  return request instanceof ClientRequest ? request : undefined
}
const operationOf = (request: ClientRequest): string | undefined =>
  /^DynamoDB_\d+\.(\w+)$/.exec(String(request.getHeader('x-amz-target')))?.[1]

export const askingDatabase = async <T>(work: () => Promise<T>): Promise<Asked<T>> => {
  const requests: Record<string, number> = {}
  const open = new Set<ClientRequest>()
  let waitedMs = 0
  let sinceMs = 0
  const start = (message: unknown): void => {
    const request = requestIn(message)
    const operation = request && operationOf(request)
    if (!request || operation === undefined) return
    requests[operation] = (requests[operation] ?? 0) + 1
    if (open.size === 0) sinceMs = performance.now()
    open.add(request)
  }
  const end = (message: unknown): void => {
    const request = requestIn(message)
    if (request && open.delete(request) && open.size === 0) waitedMs += performance.now() - sinceMs
  }
  const ends = [ANSWERED, FAILED]
  subscribe(STARTED, start)
  for (const name of ends) subscribe(name, end)
  try {
    return { answer: await work(), requests, waitedMs }
  } finally {
    unsubscribe(STARTED, start)
    for (const name of ends) unsubscribe(name, end)
  }
}
