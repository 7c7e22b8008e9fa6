// The AWS JSON protocol, which the SDK's clients of Step Functions (1.0) and Secrets Manager (1.1) speak: a POST whose target names the operation.
import '#contract/english.ts'
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import * as z from 'zod/mini'
import { listen } from './web/listen.ts'
import { refusal } from './web/loopback.ts'

/** An error that the client shall see as an exception of this name. */
export class AwsError extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

export type AwsOperation = (input: unknown) => Promise<unknown>
/** Operations by their name, by the target's prefix: `AWSStepFunctions`, `secretsmanager`. */
export type AwsServices = Record<string, Record<string, AwsOperation>>

export const parseAwsInput = <S extends z.ZodMiniType>(schema: S, input: unknown): z.output<S> => {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AwsError('ValidationException', z.prettifyError(parsed.error))
}

const parseBody = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON')
  }
}

const operate = async (services: AwsServices, request: IncomingMessage): Promise<unknown> => {
  const refused = refusal(request)
  if (refused !== undefined) throw new AwsError('AccessDeniedException', refused)
  const [target, prefix = '', name = ''] = /^(\w+)\.(\w+)$/.exec(String(request.headers['x-amz-target'])) ?? []
  const operations = services[prefix] ?? {}
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (!operation) throw new AwsError('UnknownOperationException', `${target ?? 'A request without a target'} is not supported`)
  return operation(parseBody(await text(request)))
}

const answer = async (services: AwsServices, request: IncomingMessage): Promise<{ status: number; body: unknown }> => {
  try {
    return { status: 200, body: (await operate(services, request)) ?? {} }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (error instanceof AwsError) return { status: 400, body: { __type: error.name, message } }
    return { status: 500, body: { __type: 'InternalServerError', message } }
  }
}

export const serveAwsJson = async (services: AwsServices): Promise<{ url: string; close(): Promise<void> }> => {
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(services, request)
    const type = request.headers['content-type'] ?? 'application/x-amz-json-1.0'
    response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': randomUUID() }).end(JSON.stringify(body))
  })
  const { port, close } = await listen(server, 0)
  return { url: `http://127.0.0.1:${port}`, close }
}
