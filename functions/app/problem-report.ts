// What a code of a refusal means, for whoever follows a refusal's type.
import { explain, type ProblemWords } from '#contract/problem-words.ts'
import { AppError } from './errors.ts'

export const problemReport = (code: string): ProblemWords => {
  const words = explain(code)
  if (words) return words
  throw new AppError('not_found', 'There is no refusal with this code. All codes stand in docs/problems.md.')
}
