// Reads the IAM policy with which a REQUEST authorizer of a WebSocket API admits or refuses a viewer.
import * as z from 'zod/mini'

const oneOrMore = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => (typeof value === 'string' ? [value] : value)),
)

const PolicyAnswer = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Version: z.string(),
    Statement: z.array(z.strictObject({ Effect: z.enum(['Allow', 'Deny']), Action: oneOrMore, Resource: oneOrMore })),
  }),
  /** API Gateway hands texts, numbers and truth values on, nothing deeper. */
  context: z.nullish(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
})

const ACTION = 'execute-api:Invoke'

const matches = (pattern: string, text: string): boolean => {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(text)
}

/** What `requestContext.authorizer` holds from now on; undefined when the policy does not allow the method. */
export const admittedBy = (answer: unknown, methodArn: string): Record<string, unknown> | undefined => {
  const { principalId, policyDocument, context } = PolicyAnswer.parse(answer)
  const about = policyDocument.Statement.filter(
    ({ Action, Resource }) => Action.some((action) => matches(action, ACTION)) && Resource.some((resource) => matches(resource, methodArn)),
  )
  const isAllowed = about.some(({ Effect }) => Effect === 'Allow') && !about.some(({ Effect }) => Effect === 'Deny')
  return isAllowed ? { principalId, ...context } : undefined
}
