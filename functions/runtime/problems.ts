// Errors at the edge: problem+json for every one of them.
import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { AppError } from '#app/errors.ts'
import { PROBLEMS, type ProblemCode, problemType } from '#contract/problem.ts'
import type { Problem } from '#contract/problem-body.ts'
import { log } from './log.ts'

type More = Pick<Problem, 'errors'> & { requestId: string; headers?: Record<string, string> }

/** A refusal as it is sent; `headers` beside those that every problem has. */
export const problemAnswer = (
  code: ProblemCode,
  detail: string,
  { requestId, headers = {}, ...more }: More,
): APIGatewayProxyStructuredResultV2 => {
  const { status, title } = PROBLEMS[code]
  const problem: Problem = { type: problemType(code), title, status, detail, code, ...more, requestId }
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'x-request-id': requestId, ...headers },
    body: JSON.stringify(problem),
  }
}

const refused = ({ code, message, errors, retryAfter }: AppError, requestId: string): APIGatewayProxyStructuredResultV2 =>
  problemAnswer(code, message, {
    requestId,
    ...(errors ? { errors: [...errors] } : {}),
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  })

/** What the caller may know of an error; the rest is logged. */
export const problems = (): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  onError: (request) => {
    const { requestId, routeKey } = request.event.requestContext
    const { error } = request
    if (error instanceof AppError) {
      request.response = refused(error, requestId)
      return
    }
    log.error('request.failed', { requestId, routeKey, error })
    request.response = problemAnswer('internal', 'Nothing was lost. Try again; if it goes on, look for the request id in the logs.', {
      requestId,
    })
  },
})
