// What starts the functions that nobody calls: objects in the bucket, changes of the table, the clock.
import { beforeAll, describe, expect, test } from 'vitest'
import { resultKeys } from '#domain/inbox-key.ts'
import { compilePatterns } from '../../local/streams/pattern.ts'
import { synthesized } from '../support/synthesized.ts'

let prod: ReturnType<typeof synthesized>
beforeAll(() => {
  prod = synthesized('prod')
})

describe('event sources', () => {
  /** The rules that tell of an object under this key. */
  const rulesOn = (key: string) =>
    prod
      .ofType('AWS::Events::Rule')
      .map(({ Properties }) => Properties)
      .filter(({ EventPattern }) => compilePatterns([Object(EventPattern).detail.object])({ key }))
  const toImporter = {
    Targets: [{ Arn: { 'Fn::GetAtt': [expect.stringMatching(/^importcontacts/), 'Arn'] }, DeadLetterConfig: expect.anything() }],
  }

  test('the reconciler and those who look for what has not come run every minute', () => {
    const schedules = prod.ofType('AWS::Scheduler::Schedule').map(({ Properties }) => Properties)
    const everyMinute = (name: RegExp) =>
      expect.objectContaining({
        ScheduleExpression: 'rate(1 minute)',
        Target: expect.objectContaining({
          Arn: { 'Fn::GetAtt': [expect.stringMatching(name), 'Arn'] },
          RetryPolicy: { MaximumRetryAttempts: 0 },
        }),
      })
    const those = [/^reconcile/, /^tendsheets/, /^fetchresults/, /^sendwebhooks/, /^keeprecordings/]
    expect(schedules).toHaveLength(those.length)
    expect(schedules).toEqual(expect.arrayContaining(those.map(everyMinute)))
  })

  test('the sender is woken for what waits for a webhook, and nobody takes that for a list', () => {
    const toSender = [{ Arn: { 'Fn::GetAtt': [expect.stringMatching(/^sendwebhooks/), 'Arn'] }, DeadLetterConfig: expect.anything() }]
    expect(rulesOn('webhooks/wake/whk_1')).toMatchObject([{ Targets: toSender }])
  })

  test('a table’s stream has no more readers than DynamoDB lets read it side by side', () => {
    expect(prod.ofType('AWS::Lambda::EventSourceMapping')).toHaveLength(2)
  })

  test('a list in the inbox starts an import, and one that cannot be delivered is kept', () => {
    expect(rulesOn('inbox/cmp_1/list.csv')).toMatchObject([
      { EventPattern: { source: ['aws.s3'], 'detail-type': ['Object Created'] }, ...toImporter },
    ])
  })

  test('an import that is to go on is told over the same road', () => {
    expect(rulesOn('imports/wake/cmp_1/imp_1')).toMatchObject([toImporter])
  })

  test('what is written beside a list starts nothing', () => {
    const { report, rejects } = resultKeys('inbox/cmp_1/list.csv')
    for (const key of [report, rejects, 'imports/parts/1', 'staged/1.csv', 'recordings/cmp_1/att_1.wav']) expect(rulesOn(key)).toEqual([])
  })

  const exists = [{ exists: true }]
  const besideContacts = { Keys: { SK: { S: [{ prefix: 'CONTACT#' }] } } }
  test.each([
    ['pushchanges', [{ Keys: { PK: { S: [{ prefix: 'CAMPAIGN#' }, 'SUPPRESSION-IMPORTS'] } } }]],
    [
      'notechanges',
      [
        { ...besideContacts, OldImage: { attempts: { N: exists } } },
        { ...besideContacts, NewImage: { leaseMs: { N: exists }, outcome: { S: exists } } },
        { Keys: { SK: { S: ['CAMPAIGN'] } } },
        { Keys: { SK: { S: [{ prefix: 'IMPORT#' }] } }, NewImage: { state: { S: ['imported', 'failed'] } } },
      ],
    ],
  ])('changes reach %s in batches of a second, and a record that cannot be handled holds up nothing for long', (name, patterns) => {
    const mappings = prod.ofType('AWS::Lambda::EventSourceMapping').map(({ Properties }) => Properties)
    expect(mappings.filter(({ FunctionName }) => JSON.stringify(FunctionName).includes(name))).toEqual([
      expect.objectContaining({
        BatchSize: 100,
        MaximumBatchingWindowInSeconds: 1,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 5,
        MaximumRecordAgeInSeconds: 3_600,
        DestinationConfig: { OnFailure: expect.anything() },
        FilterCriteria: { Filters: patterns.map((dynamodb) => ({ Pattern: JSON.stringify({ dynamodb }) })) },
      }),
    ])
  })
})
