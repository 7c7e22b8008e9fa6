import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { BRIDGE_METRICS, ENGINE_METRICS } from '#contract/metrics.ts'
import { environments } from '#env/all.ts'
import { synthesized } from '../../support/synthesized.ts'

const Alarm = z.looseObject({
  AlarmName: z.pipe(
    z.string(),
    z.transform((name) => name.replace('ringmaster-prod-', '')),
  ),
  AlarmDescription: z.pipe(
    z.unknown(),
    z.transform((text) => JSON.stringify(text)),
  ),
  AlarmActions: z.array(z.unknown()),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
})

let stacks: ReturnType<typeof synthesized>
let alarms: z.infer<typeof Alarm>[]
beforeAll(() => {
  stacks = synthesized('prod')
  alarms = stacks.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Alarm.parse(Properties))
})

const runbook = readFileSync('docs/runbook.md', 'utf8')
const headings = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading)

test('every alarm is a heading of the runbook, every heading an alarm or the budget, and none stands twice', () => {
  expect([...alarms.map(({ AlarmName }) => AlarmName), 'budget'].toSorted()).toEqual(headings.toSorted())
})

test('every alarm says what a user suffers, what to do and where to look, and somebody is told', () => {
  for (const { AlarmName, AlarmDescription, AlarmActions } of alarms) {
    expect.soft(AlarmDescription, AlarmName).toMatch(/[A-Z][^.]+\. ?.*What to do: docs\/runbook\.md#/)
    expect.soft(AlarmDescription, AlarmName).toContain(`docs/runbook.md#${AlarmName} `)
    expect.soft(AlarmDescription, AlarmName).toContain('.console.aws.amazon.com/cloudwatch/')
    expect.soft(AlarmActions, AlarmName).toEqual([{ Ref: expect.stringMatching(/^watchingalarms/) }])
  }
})

test('there is an alarm for every function that fails', () => {
  const names = alarms.map(({ AlarmName }) => AlarmName)
  expect(names).toEqual(expect.arrayContaining(Object.keys(environments).map((name) => `${name}-failing`)))
})

test('silence rings where something has to run every minute', () => {
  const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching').map(({ AlarmName }) => AlarmName)
  const schedules = stacks.ofType('AWS::Scheduler::Schedule').length
  expect(silent.filter((name) => name.endsWith('-not-running'))).toHaveLength(schedules)
  const ticking = ['fetch-results', 'keep-recordings', 'reconcile', 'send-webhooks', 'tend-sheets'].map((name) => `${name}-not-running`)
  expect(silent.toSorted()).toEqual(['bridge-down', ...ticking])
})

test('alarms and dashboard look at metrics that somebody tells, of this stage', () => {
  const metrics = JSON.stringify([
    ...stacks.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties),
    stacks.only('AWS::CloudWatch::Dashboard').Properties,
  ])
  const named = [
    ...metrics.matchAll(/\[\\*"Ringmaster\\*",\\*"(\w+)/g),
    ...metrics.matchAll(/"MetricName":"(\w+)","Namespace":"Ringmaster"/g),
  ]
  const told = new Set([...Object.keys(ENGINE_METRICS), ...Object.keys(BRIDGE_METRICS)])
  expect(named.length).toBeGreaterThan(10)
  expect(named.map(([, name = '']) => name).filter((name) => !told.has(name))).toEqual([])
})

test('the budget tells the same people', () => {
  expect(stacks.only('AWS::Budgets::Budget').Properties).toMatchObject({
    Budget: { BudgetLimit: { Amount: 500, Unit: 'USD' } },
    NotificationsWithSubscribers: [{ Notification: { Threshold: 80 } }, { Notification: { Threshold: 100 } }],
  })
})

describe('the commands of the runbook', () => {
  const spans = [...runbook.matchAll(/`([^`\n]+)`/g), ...runbook.matchAll(/^((?:npm|aws) .+)$/gm)].map(([, span = '']) => span)

  test('look into log groups that there are', () => {
    const groups = new Set(stacks.ofType('AWS::Logs::LogGroup').map(({ Properties }) => Properties.LogGroupName))
    const named = spans.flatMap((span) => /^aws logs tail (\S+)/.exec(span)?.[1]?.replace('$STAGE', 'prod') ?? [])
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((name) => !groups.has(name))).toEqual([])
  })

  test('look and do stand under every heading', () => {
    const parts = runbook.split(/^### /m).slice(1)
    expect(parts.filter((part) => !/\nMeans: .+\nLook: .+\nDo: .+/.test(part)).map((part) => part.split('\n')[0])).toEqual([])
  })
})
