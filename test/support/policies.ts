// What the roles of a synthesized stage may do with the table, statement by statement.
import * as z from 'zod/mini'
import type { synthesized } from './synthesized.ts'

const texts = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((text) => [text].flat()),
)
const Statement = z.object({ Action: texts, Condition: z._default(z.record(z.string(), z.record(z.string(), texts)), {}) })
const Policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.array(z.object({ Ref: z.string() })),
})
export type Statement = z.infer<typeof Statement>

/** `name`: a function's, or what its role's logical id begins with. */
export const statementsOf = (stacks: ReturnType<typeof synthesized>, name: string): Statement[] => {
  const begins = name.replaceAll('-', '')
  const policies = stacks.ofType('AWS::IAM::Policy').map(({ Properties }) => Policy.parse(Properties))
  const its = policies.filter(({ Roles }) =>
    Roles.some(({ Ref }) => Ref.startsWith(`${begins}role`) || Ref.startsWith(`${begins}taskTaskRole`)),
  )
  if (its.length === 0) throw new Error(`There is no role of ${name}`)
  return its.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
}

/** As IAM reads a pattern: `*` is any text, `?` any one character. */
export const fits = (pattern: string, text: string): boolean => {
  const literal = (part: string): string => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const expression = pattern.split(/([*?])/).map((part) => ({ '*': '.*', '?': '.' })[part] ?? literal(part))
  return new RegExp(`^${expression.join('')}$`, 's').test(text)
}
