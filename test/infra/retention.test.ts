// What is said of how long data are kept, against the templates, the store and the page that people read.
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { configOf } from '../../infra/config.ts'
import { type Retention, retentionOf } from '../../infra/retention.ts'
import { filesOf } from '../support/repository.ts'
import { synthesized } from '../support/synthesized.ts'

const PAGE = readFileSync('docs/data-protection.md', 'utf8')
const kept = retentionOf(configOf('prod'))

let prod: ReturnType<typeof synthesized>
beforeAll(() => {
  prod = synthesized('prod')
})

const lifecycles = (rows: readonly Retention[]) =>
  rows.flatMap(({ days, enforcedBy }) => ('lifecycle' in enforcedBy ? [[enforcedBy.lifecycle, days] as const] : []))

test('the bucket forgets what it is said to forget, and nothing else', () => {
  const uploads = prod.ofType('AWS::S3::Bucket').find(({ logicalId }) => logicalId.startsWith('Uploads'))
  const { Rules } = Object(uploads?.Properties).LifecycleConfiguration
  const rules: { Prefix?: string; ExpirationInDays?: number }[] = Rules
  const found = rules.flatMap(({ Prefix = '', ExpirationInDays }) => (ExpirationInDays === undefined ? [] : [[Prefix, ExpirationInDays]]))
  expect(new Map(lifecycles(kept))).toEqual(new Map(found.map(([prefix, days]) => [prefix, days])))
})

/** Addresses that are good for an hour, and keys of the API, which stay listed. */
const NO_EXPIRY = ['functions/store/files.ts', 'functions/store/api-keys.ts']

test('every item of the table that DynamoDB deletes is named with the file that writes it', () => {
  const writing = filesOf('functions/store/*.ts')
    .filter(({ path, text }) => text.includes('expiresAt') && !NO_EXPIRY.includes(path))
    .map(({ path }) => path)
  const named = kept.flatMap(({ enforcedBy }) => ('expiry' in enforcedBy ? [enforcedBy.expiry] : []))
  expect(named.toSorted()).toEqual(writing.toSorted())
})

test('logs and backups are forgotten when they are said to be', () => {
  const days = new Set(prod.ofType('AWS::Logs::LogGroup').map(({ Properties }) => Properties.RetentionInDays))
  expect([...days]).toEqual(kept.flatMap(({ enforcedBy }) => ('logGroups' in enforcedBy ? [enforcedBy.logGroups] : [])))
  const { PointInTimeRecoverySpecification } = prod.only('AWS::DynamoDB::Table').Properties
  // As long as it can be: 35 days.
  expect(PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true })
})

const timeOf = (days: Retention['days']): string => {
  if (typeof days === 'string') return days
  if (days >= 1) return days === 1 ? '1 day' : `${days} days`
  const minutes = Math.round(days * 24 * 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

const byWhom = ({ enforcedBy }: Retention): string => {
  if ('expiry' in enforcedBy) return `the table, by \`expiresAt\` (\`${enforcedBy.expiry}\`)`
  if ('lifecycle' in enforcedBy) return enforcedBy.lifecycle === '' ? 'the bucket, all of it' : `the bucket, \`${enforcedBy.lifecycle}\``
  if ('logGroups' in enforcedBy) return 'every log group'
  return 'backups' in enforcedBy ? 'point-in-time recovery' : `\`${enforcedBy.request}\``
}

test.each(kept)('the page says it: $what', (row) => {
  expect(PAGE).toContain(`| ${row.what} | ${timeOf(row.days)} | ${byWhom(row)} |`)
})
