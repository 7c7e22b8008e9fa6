// An error that the caller can do something about. Everything else is a fault of ours.

import type { ProblemCode } from '#contract/problem.ts'
import type { FieldError } from '#contract/problem-body.ts'

export class AppError extends Error {
  readonly code: ProblemCode
  readonly errors: readonly FieldError[] | undefined
  /** In how many seconds it is worth another try. */
  readonly retryAfter: number | undefined

  constructor(code: ProblemCode, detail: string, errors?: readonly FieldError[], retryAfter?: number) {
    super(detail)
    // Stated, since minified class names are not stable and Step Functions matches names.
    this.name = 'AppError'
    this.code = code
    this.errors = errors
    this.retryAfter = retryAfter
  }
}
