// The one error body (RFC 9457).
import * as z from 'zod/mini'
import { PROBLEMS, type ProblemCode } from './problem.ts'

const codes = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]
export const ProblemCodes = z.enum(codes)

export const FieldError = z.object({ pointer: z.string(), detail: z.string(), hint: z.optional(z.string()) })
export type FieldError = z.infer<typeof FieldError>

export const Problem = z.object({
  /** Explains the code: an address of this very API. */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What happened, why, and what to do. */
  detail: z.string(),
  code: ProblemCodes,
  /** Each place that is wrong, as a JSON pointer into the request, and what to write there instead. */
  errors: z.optional(z.array(FieldError)),
  requestId: z.optional(z.string()),
})
export type Problem = z.infer<typeof Problem>
