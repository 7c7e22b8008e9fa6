// Errors in the shape of Google's APIs: https://cloud.google.com/apis/design/errors
import type { Answer } from '../web/answer.ts'
import { json } from '../web/answer.ts'

const problem = (code: number, status: string, message: string, details: object[] = []): Answer =>
  json(code, { error: { code, message, status, ...(details.length > 0 ? { details } : {}) } })

export const badRequest = (message: string): Answer => problem(400, 'INVALID_ARGUMENT', message)

export const unauthenticated = (): Answer =>
  problem(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials. Expected OAuth 2 access token.')

export const noPermission = (): Answer => problem(403, 'PERMISSION_DENIED', 'The caller does not have permission')

export const notFound = (): Answer => problem(404, 'NOT_FOUND', 'Requested entity was not found.')

export const unavailable = (): Answer => problem(503, 'UNAVAILABLE', 'The service is currently unavailable.')

export const overQuota = (kind: 'Read' | 'Write'): Answer => {
  const metric = `${kind} requests`
  const message = `Quota exceeded for quota metric '${metric}' and limit '${metric} per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:000000000000'.`
  const metadata = { quota_limit: `${kind}RequestsPerMinutePerUser`, service: 'sheets.googleapis.com' }
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'RATE_LIMIT_EXCEEDED', domain: 'googleapis.com', metadata }
  return problem(429, 'RESOURCE_EXHAUSTED', message, [info])
}
