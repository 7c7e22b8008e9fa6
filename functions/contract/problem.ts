// The closed list of codes that an error has.

/** Code → HTTP status and title. */
export const PROBLEMS = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  unauthorized: { status: 401, title: 'The request carries no valid key' },
  forbidden: { status: 403, title: 'This is not allowed' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'This address does not take this method' },
  conflict: { status: 409, title: 'The state does not allow this' },
  request_in_progress: { status: 409, title: 'The same request is being carried out' },
  precondition_failed: { status: 412, title: 'It has changed since you read it' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The body is of a kind that this address does not take' },
  unprocessable: { status: 422, title: 'The content cannot be used' },
  idempotency_key_reused: { status: 422, title: 'The key came with another request before' },
  consent_required: { status: 422, title: 'Nobody has attested that the people on the list agreed to be called' },
  rate_limited: { status: 429, title: 'Too much at once' },
  internal: { status: 500, title: 'Something broke on our side' },
  unavailable: { status: 503, title: 'A part of the system cannot be reached' },
} as const

export type ProblemCode = keyof typeof PROBLEMS

/** Where the code is explained. A path: it leads to whichever address the caller has reached us at. */
export const problemType = (code: ProblemCode): string => `/api/problems/${code}`
