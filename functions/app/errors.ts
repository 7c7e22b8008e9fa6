// An error that the caller can do something about. Everything else is a fault of ours.
import type { ProblemCode } from '#contract/problem.ts'

export class AppError extends Error {
  readonly code: ProblemCode
  readonly errors: readonly { pointer: string; detail: string }[] | undefined

  constructor(code: ProblemCode, detail: string, errors?: readonly { pointer: string; detail: string }[]) {
    super(detail)
    // Stated, since minified class names are not stable and Step Functions matches names.
    this.name = 'AppError'
    this.code = code
    this.errors = errors
  }
}
