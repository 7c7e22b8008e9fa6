import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { API_KEYS_PARTITION, AUDIT_PARTITION } from '#store/table.ts'
import { fits } from '../support/policies.ts'
import { synthesized } from '../support/synthesized.ts'

const texts = z.union([
  z.pipe(
    z.string(),
    z.transform((text) => [text]),
  ),
  z.array(z.string()),
])
const Statement = z.looseObject({
  Effect: z.string(),
  Action: texts,
  Resource: z.pipe(
    z.unknown(),
    z.transform((resource): unknown[] => (Array.isArray(resource) ? resource : [resource])),
  ),
  Condition: z._default(z.record(z.string(), z.record(z.string(), texts)), {}),
})
const Policy = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(Statement) }),
    Roles: z.array(z.object({ Ref: z.string() })),
  }),
})

const Patterns = z.object({ 'ForAllValues:StringLike': z.object({ 'dynamodb:LeadingKeys': z.array(z.string()) }) })

/** `condition`: absent: it holds for the whole resource. */
type Permission = { roles: string[]; action: string; resource: string; condition: string }

let stacks: ReturnType<typeof synthesized>
let permissions: Permission[]
beforeAll(() => {
  stacks = synthesized('prod')
  permissions = stacks.ofType('AWS::IAM::Policy').flatMap((resource) => {
    const { PolicyDocument, Roles } = Policy.parse(resource).Properties
    const roles = Roles.map(({ Ref }) => Ref)
    return PolicyDocument.Statement.flatMap((statement) =>
      statement.Action.flatMap((action) =>
        statement.Resource.map((to) => ({ roles, action, resource: JSON.stringify(to), condition: JSON.stringify(statement.Condition) })),
      ),
    )
  })
})

/** What is wider than one resource, and why that is as narrow as it gets. */
const WIDER: { action: RegExp; resource: RegExp; why: string }[] = [
  { action: /^xray:(Put|GetSampling)/, resource: /^"\*"$/, why: 'X-Ray knows no resources' },
  {
    action: /^logs:.*(LogDeliver|ResourcePolic|DescribeLogGroups)/,
    resource: /^"\*"$/,
    why: 'log deliveries of a state machine know no resources',
  },
  { action: /^dynamodb:ListStreams$/, resource: /^"\*"$/, why: 'listing streams knows no resources' },
  { action: /^ecr:GetAuthorizationToken$/, resource: /^"\*"$/, why: 'the token is for the whole registry' },
  {
    action: /^s3:(Get|Put)Object(Version)?$/,
    resource: /\/(inbox|staged)\/\*"/,
    why: 'every file of the inbox, and those that wait for it',
  },
  { action: /^s3:(Get|Put)Object(Version)?$/, resource: /\/imports\/(wake\/)?\*"/, why: 'every file of an import' },
  { action: /^s3:(Get|Put)Object(Version)?$/, resource: /\/suppressions\/\*"/, why: 'every list of numbers that nobody may call' },
  { action: /^s3:(Get|Put)Object(Version)?$/, resource: /\/exports\/(wake\/)?\*"/, why: 'every file of an export' },
  { action: /^s3:(Get|Put|Delete)Object(Version)?$/, resource: /\/recordings\/\*"/, why: 'every recording' },
  { action: /^s3:PutObject$/, resource: /\/exports\/people\/\*"/, why: 'every file of what is kept of a person' },
  { action: /^s3:PutObject$/, resource: /\/webhooks\/wake\/\*"/, why: 'every webhook that something waits for' },
  { action: /^execute-api:ManageConnections$/, resource: /\/live\/\*\/@connections\/\*"/, why: 'every viewer' },
  { action: /^states:(Describe|Stop|Redrive)Execution$/, resource: /:execution:/, why: "every run of the campaign's machine" },
  { action: /^lambda:InvokeFunction$/, resource: /:\*"/, why: 'every version of the one function' },
  { action: /^ecs:(Get|Update)TaskProtection$/, resource: /:task\/.*\/\*"/, why: 'every task of the one cluster' },
]

/** A log group's ARN ends with `:*`, which stands for the streams in it. */
const isWide = ({ resource }: Permission) => resource.includes('*')

test('nothing is allowed beyond single resources, except what cannot be narrowed', () => {
  const unexplained = permissions
    .filter(isWide)
    .filter(({ action, resource }) => !WIDER.some((wider) => wider.action.test(action) && wider.resource.test(resource)))
  expect(unexplained).toEqual([])
})

test('no action is a pattern', () => {
  expect(permissions.filter(({ action }) => action.includes('*'))).toEqual([])
})

test('no role has a policy that AWS manages', () => {
  const managed = stacks.ofType('AWS::IAM::Role').filter(({ Properties }) => Properties.ManagedPolicyArns)
  expect(managed).toEqual([])
})

const keysOf = (is: 'Equals' | 'NotEquals', partitions: string[]): string =>
  JSON.stringify({ [`ForAllValues:String${is}`]: { 'dynamodb:LeadingKeys': partitions } })

/** Functions whose roles may do it; roles are named after their functions. */
const whoMay = (action: string, condition?: string): string[] => {
  const names = new Map(
    stacks.ofType('AWS::Lambda::Function').flatMap(({ Properties }) => {
      const { FunctionName, Role } = z
        .object({ FunctionName: z.string(), Role: z.object({ 'Fn::GetAtt': z.array(z.string()) }) })
        .parse(Properties)
      return Role['Fn::GetAtt'].slice(0, 1).map((role) => [role, FunctionName.replace('ringmaster-prod-', '')])
    }),
  )
  const those = permissions.filter((one) => one.action === action && (condition === undefined || one.condition === condition))
  const roles = new Set(those.flatMap((permission) => permission.roles))
  return [...roles].flatMap((role) => names.get(role) ?? []).toSorted()
}

test('the dialler may not delete', () => {
  const deleting = whoMay('dynamodb:DeleteItem')
  expect(deleting).not.toContain('claim-and-dial')
  expect(deleting).toEqual(['api', 'authorize', 'import-contacts', 'push-changes', 'reconcile', 'socket', 'tend-sheets'])
})

describe('what is written apart', () => {
  const APART = [API_KEYS_PARTITION, AUDIT_PARTITION]

  /** By patterns of what may be written, of which none reaches it. */
  const isElsewhere = ({ condition }: Permission): boolean => {
    const patterns = Patterns.safeParse(JSON.parse(condition)).data?.['ForAllValues:StringLike']['dynamodb:LeadingKeys']
    return patterns?.every((pattern) => !APART.some((partition) => fits(pattern, partition))) ?? false
  }

  test('is out of reach of what anybody may write or delete elsewhere', () => {
    const writing = permissions.filter(({ action }) => /^dynamodb:(Put|Update|Delete)Item$/.test(action))
    const known = [keysOf('NotEquals', APART), ...APART.map((partition) => keysOf('Equals', [partition]))]
    expect(writing.length).toBeGreaterThan(20)
    expect(writing.filter((permission) => !known.includes(permission.condition) && !isElsewhere(permission))).toEqual([])
  })

  test.each([
    ['dynamodb:PutItem', ['api']],
    ['dynamodb:UpdateItem', ['api', 'authorize']],
    ['dynamodb:DeleteItem', []],
  ])('keys of the API: %s is for %j', (action, those) => {
    expect(whoMay(action, keysOf('Equals', [API_KEYS_PARTITION]))).toEqual(those)
  })

  test.each([
    ['dynamodb:PutItem', ['api', 'authorize']],
    ['dynamodb:UpdateItem', []],
    ['dynamodb:DeleteItem', []],
  ])('the audit log: %s is for %j', (action, those) => {
    expect(whoMay(action, keysOf('Equals', [AUDIT_PARTITION]))).toEqual(those)
  })
})

test('recordings are deleted on request by the API alone', () => {
  expect(whoMay('s3:DeleteObject')).toEqual(['api'])
})

test('runs are started by those that start, go on with or feed a campaign', () => {
  expect(whoMay('states:StartExecution')).toEqual(['api', 'claim-and-dial', 'import-contacts', 'next-run', 'reconcile', 'tend-sheets'])
})

test("a lane's turn is ended by those that dial or settle", () => {
  const those = ['api', 'claim-and-dial', 'import-suppressions', 'reconcile', 'twilio-machine', 'twilio-status', 'twilio-voice']
  expect(whoMay('states:SendTaskSuccess')).toEqual(those)
  expect(whoMay('states:SendTaskFailure')).toEqual(those)
})

test('viewers are sent to by the socket and the pusher alone', () => {
  expect(whoMay('execute-api:ManageConnections')).toEqual(['push-changes', 'socket'])
})

test.each([
  ['AwsSolutions', AwsSolutionsChecks],
  ['Serverless', ServerlessChecks],
])('the checks %s find nothing that is not acknowledged with a reason', (_, Checks) => {
  const findings = [stacks.data, stacks.service].flatMap((stack) => new Checks(stacks.app).validateScope(stack).violations)
  // Wide permissions are listed above, by action rather than by generated names.
  expect(findings.filter(({ ruleName }) => !/^(AwsSolutions-IAM5|Serverless-LambdaStarPermissions)\[/.test(ruleName))).toEqual([])
})
