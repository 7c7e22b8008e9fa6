// Every way in which a request can fail, as errors that carry what a reader needs to know.
import { PROBLEMS, type ProblemCode } from './problem.ts'
import { Problem } from './problem-body.ts'

/** The API answered, and said no. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** No answer arrived: whether the request was carried out is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'

  constructor(cause: unknown) {
    super('No answer arrived. The request may have been carried out: look before you try again.', { cause })
  }
}

/** An answer arrived that this client does not understand. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'

  constructor(question: string, cause: unknown) {
    super(`The answer cannot be read (${question}): client and API may be of different versions. `, { cause })
  }
}

const codeOf = (status: number): ProblemCode => {
  // An authorizer of API Gateway that says no gives 403 and no problem body: to a viewer the key is what is wrong.
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 404) return 'not_found'
  if (status === 413) return 'too_large'
  return status >= 500 ? 'unavailable' : 'invalid_request'
}

/** Gateways and proxies answer errors of their own, which are no problem+json. */
const withoutProblem = (response: Response): Problem => {
  const code = codeOf(response.status)
  return {
    type: 'about:blank',
    title: PROBLEMS[code].title,
    status: response.status,
    detail: `The server answered ${response.status} and did not say why.`,
    code,
  }
}

export const refusalOf = async (response: Response): Promise<Refusal> => {
  const body: unknown = await response.json().catch(() => undefined)
  const read = Problem.safeParse(body)
  const problem = read.success ? read.data : withoutProblem(response)
  const requestId = problem.requestId ?? response.headers.get('apigw-requestid') ?? undefined
  return new Refusal(requestId === undefined ? problem : { ...problem, requestId })
}
