// Whoever is told of calls may write what their code writes, and nothing else: the code is read, its writes are made, and the policies are held against both.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { CampaignRecord } from '#app/records/campaign.ts'
import { ContactRecord } from '#app/records/contact.ts'
import { NumberRecord } from '#app/records/number.ts'
import { ContactRow } from '#contract/contact.ts'
import { ContactId } from '#contract/ids.ts'
import * as keys from '#store/table.ts'
import { PARTITIONS } from '../../infra/partitions.ts'
import { attemptId, campaignId, phone } from '../support/builders.ts'
import { codeOf } from '../support/bundled-code.ts'
import { fits, type Statement, statementsOf } from '../support/policies.ts'
import { PORT_WRITES, portCalls, writesOf } from '../support/port-writes.ts'
import { synthesized } from '../support/synthesized.ts'

const WEBHOOKS = ['twilio-voice', 'twilio-status', 'twilio-machine', 'twilio-recording', 'elevenlabs-post-call']
const NARROWED = [...WEBHOOKS, 'keep-recordings', 'fetch-results', 'bridge']

/** Port calls that change nothing. */
const READS = [
  ...[
    'attempts.get',
    'attempts.ofConversation',
    'attempts.resultsDue',
    'attempts.tokenOf',
    'breakers.get',
    'campaigns.get',
    'contacts.get',
  ],
  ...['desk.whereIs', 'recordings.due', 'recordings.lookFor', 'transcripts.list'],
]
/** Parts of a call's widest writes that somebody has no use for. */
const DOES_NOT_MAKE = [
  // Nobody knows the conversation's id when the agent itself takes a call, with or without a bridge that refuses it.
  { name: 'twilio-voice', partition: 'conversations' },
]

const partitionOf = (partition: string): string[] =>
  Object.entries(PARTITIONS).flatMap(([name, patterns]) => (patterns.some((pattern) => fits(pattern, partition)) ? [name] : []))

const calls = portCalls()
const callsOf = (name: string): string[] => {
  // The store holds all that it could do, asked for or not.
  const code = name === 'bridge' ? codeOf('media-bridge/main.ts') : codeOf(`functions/handlers/${name}.ts`, ['#store/*'])
  return calls.filter((call) => new RegExp(`\\b${call.replace('.', '\\d*\\.')}\\(`).test(code))
}

const writtenBy = async (name: string) => (await Promise.all(callsOf(name).map(writesOf))).flat()

let stacks: ReturnType<typeof synthesized>
beforeAll(() => {
  stacks = synthesized('prod')
})

const LEADING = 'dynamodb:LeadingKeys'
const only = (name: string, action: string): Statement['Condition'] => {
  const [statement, ...more] = statementsOf(stacks, name).filter(({ Action }) => Action.includes(action))
  expect(more).toEqual([])
  return statement?.Condition ?? {}
}
const patternsOf = (partitions: string[]): string[] =>
  Object.entries(PARTITIONS).flatMap(([name, patterns]) => (partitions.includes(name) ? patterns : []))
const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].toSorted()

describe('the partitions that IAM knows', () => {
  const shards = ['0', '9', 'a', 'f'].map((digit) => ContactId.parse(`ctc_${digit}0123456789abcdef012345678`))
  test.each([
    ['campaigns', [keys.campaignKey(campaignId).PK]],
    ['calls', [keys.attemptKey(attemptId).PK, ...shards.map((id) => keys.contactKey(campaignId, id).PK)]],
    ['lanes', [keys.laneKey(campaignId, 12).PK]],
    ['log', [keys.activityPartition(campaignId), keys.activityPartition(undefined)]],
    ['transcripts', [keys.transcriptPartition(attemptId)]],
    ['conversations', [keys.conversationKey('conv_1').PK]],
    ['recordings', [keys.awaitedRecordingKey(attemptId).PK]],
    ['numbers', [keys.numberKey(phone).PK]],
    ['breakers', [keys.breakerKey('twilio').PK]],
    ['watched', [keys.watchKey(campaignId).PK]],
    ['passes', [keys.usedPassKey('once').PK]],
  ])('%s hold those keys, and no other does', (name, partitions) => {
    expect(partitions.map(partitionOf)).toEqual(partitions.map(() => [name]))
  })

  test('are not those of keys, of the audit log, of task tokens and of what else nobody tells of calls', () => {
    const others = [
      ...[keys.API_KEYS_PARTITION, keys.AUDIT_PARTITION, keys.WEBHOOKS_PARTITION, keys.TEMPLATES_PARTITION, keys.SHEETS_PARTITION],
      ...[keys.tokenKey(campaignId, 1).PK, keys.forgottenKey('digest').PK, keys.pacerKey('account').PK, keys.ticketKey('t').PK],
      ...[keys.sheetChangesPartition(campaignId), keys.keptAnswerKey('k').PK, keys.summaryKey(campaignId, '').PK],
    ]
    expect(others.filter((partition) => partitionOf(partition).length > 0)).toEqual([])
  })
})

test('every port call that the code makes is known as one that writes or one that reads', () => {
  const unknown = NARROWED.flatMap((name) => callsOf(name).map((call) => `${name}: ${call}`)).filter((line) => {
    const call = line.split(': ')[1] ?? ''
    return !PORT_WRITES.includes(call) && !READS.includes(call)
  })
  expect(unknown).toEqual([])
})

test('what is known to be read writes nothing, and what is known to be written does', async () => {
  expect(PORT_WRITES.filter((call) => READS.includes(call))).toEqual([])
  for (const call of PORT_WRITES) expect([call, (await writesOf(call)).length > 0]).toEqual([call, true])
})

describe.each(NARROWED)('%s', (name) => {
  test.each(['UpdateItem', 'PutItem'] as const)('may %s where its code does, and nowhere else', async (action) => {
    const written = (await writtenBy(name)).filter((write) => write.action === action).flatMap(({ partition }) => partitionOf(partition))
    const made = written.filter((partition) => !DOES_NOT_MAKE.some((not) => not.name === name && not.partition === partition))
    const condition = only(name, `dynamodb:${action}`)
    expect(sorted(condition['ForAllValues:StringLike']?.[LEADING] ?? [])).toEqual(sorted(patternsOf(made)))
    expect(made.length).toBeGreaterThan(0)
  })

  test('deletes nothing', async () => {
    expect((await writtenBy(name)).filter(({ action }) => action === 'DeleteItem')).toEqual([])
    expect(
      statementsOf(stacks, name).filter(({ Action }) => Action.some((action) => /^dynamodb:(Delete|BatchWrite)/.test(action))),
    ).toEqual([])
  })

  test('changes nothing of whom is called, what is said, and who may not be called, but what its code does', async () => {
    const protection = ['suppressed', 'suppressedAt', 'suppressedBecause', 'suppressedBy', 'recent']
    const guarded = [...Object.keys(ContactRow.shape), 'agentId', 'from', 'settings', 'defaultCountry', ...protection]
    const named = new Set((await writtenBy(name)).flatMap(({ action, attributes }) => (action === 'UpdateItem' ? attributes : [])))
    const condition = only(name, 'dynamodb:UpdateItem')
    expect(sorted(condition['ForAllValues:StringNotEquals']?.['dynamodb:Attributes'] ?? [])).toEqual(
      sorted(guarded.filter((attribute) => !named.has(attribute))),
    )
  })
})

test('what they leave alone are attributes that records have', () => {
  const known = [ContactRecord, CampaignRecord, NumberRecord].flatMap(({ shape }) => Object.keys(shape))
  const guarded = NARROWED.flatMap(
    (name) => only(name, 'dynamodb:UpdateItem')['ForAllValues:StringNotEquals']?.['dynamodb:Attributes'] ?? [],
  )
  expect(sorted(guarded.filter((attribute) => !known.includes(attribute)))).toEqual([])
})

describe('docs/security.md', () => {
  const rows = readFileSync('docs/security.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const wordsIn = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '')

  test('says of each what it changes and what it adds', () => {
    for (const name of NARROWED) {
      const [, , changes, adds] = rows.find(([, first]) => wordsIn(first).includes(name)) ?? []
      const may = (action: string) => sorted(only(name, action)['ForAllValues:StringLike']?.[LEADING] ?? [])
      expect({ name, changes: sorted(patternsOf(wordsIn(changes))), adds: sorted(patternsOf(wordsIn(adds))) }).toEqual({
        ...{ name, changes: may('dynamodb:UpdateItem'), adds: may('dynamodb:PutItem') },
      })
    }
  })

  test('names every partition, with its keys', () => {
    for (const [name, patterns] of Object.entries(PARTITIONS)) {
      const [, , cell] = rows.find(([, first]) => first === `\`${name}\``) ?? []
      expect([name, wordsIn(cell)]).toEqual([name, patterns.map((pattern) => pattern.replace('?'.repeat(26), '…'))])
    }
  })
})
