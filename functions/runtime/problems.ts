// Errors at the edge: problem+json for every one of them.
import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { AppError } from '#app/errors.ts'
import { PROBLEMS, type Problem, type ProblemCode } from '#contract/problem.ts'
import { log } from './log.ts'

const answer = (code: ProblemCode, detail: string, more: Pick<Problem, 'errors' | 'requestId'>): APIGatewayProxyStructuredResultV2 => {
  const { status, title } = PROBLEMS[code]
  const problem: Problem = { type: `urn:ringmaster:problem:${code}`, title, status, detail, code, ...more }
  return { statusCode: status, headers: { 'content-type': 'application/problem+json' }, body: JSON.stringify(problem) }
}

/** What the caller may know of an error; the rest is logged. */
export const problems = (): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  onError: (request) => {
    const { requestId, routeKey } = request.event.requestContext
    const { error } = request
    if (error instanceof AppError) {
      request.response = answer(error.code, error.message, { requestId, ...(error.errors ? { errors: [...error.errors] } : {}) })
      return
    }
    log.error('request.failed', { requestId, routeKey, error })
    request.response = answer('internal', 'Nothing was lost. Try again; if it goes on, look for the request id in the logs.', { requestId })
  },
})
