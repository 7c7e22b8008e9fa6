import { expect, onTestFinished, test } from 'vitest'
import { tickAt } from '../../local/run/tick.ts'
import { startSchedules } from '../../local/schedules.ts'
import type { Invoke, Schedule } from '../../local/system.ts'
import { eventually } from '../support/eventually.ts'

const start = (schedules: Schedule[], invoke: Invoke) => {
  const lines: string[] = []
  const running = startSchedules({
    schedules,
    invoke,
    region: 'us-east-1',
    account: '123456789012',
    log: (line) => lines.push(line),
    firstAfterMs: 1,
  })
  onTestFinished(running.close)
  return { ...running, lines }
}

test('fires soon after the start, then again and again', async () => {
  const events: unknown[] = []
  start([{ name: 'minute', everySeconds: 0.01, functionArn: 'reconcile' }], async (functionArn, event) => {
    events.push({ functionArn, event })
  })
  await eventually(() => events.length).toBeGreaterThan(2)
  expect(events[0]).toMatchObject({
    functionArn: 'reconcile',
    event: { source: 'aws.scheduler', 'detail-type': 'Scheduled Event', resources: [expect.stringContaining('schedule/default/minute')] },
  })
})

test('gives the function the input of the schedule', async () => {
  const events: unknown[] = []
  start([{ name: 'minute', everySeconds: 60, functionArn: 'reconcile', input: { all: true } }], async (_, event) => {
    events.push(event)
  })
  await eventually(() => events).toEqual([{ all: true }])
})

test('never runs beside itself', async () => {
  let turns = 0
  let now = 0
  let most = 0
  start([{ name: 'slow', everySeconds: 0.005, functionArn: 'slow' }], async () => {
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setTimeout(resolve, 20))
    now -= 1
    turns += 1
  })
  await eventually(() => turns).toBeGreaterThan(2)
  expect(most).toBe(1)
})

test('tells of a turn that fails, and goes on', async () => {
  let turns = 0
  const { lines } = start([{ name: 'minute', everySeconds: 0.01, functionArn: 'reconcile' }], async () => {
    turns += 1
    throw new Error('no table')
  })
  await eventually(() => turns).toBeGreaterThan(1)
  expect(lines[0]).toBe('Schedule minute failed: Error: no table')
})

test('ends after the turn that runs', async () => {
  let isDone: boolean | undefined
  const { close } = start([{ name: 'minute', everySeconds: 0.001, functionArn: 'reconcile' }], async () => {
    isDone = false
    await new Promise((resolve) => setTimeout(resolve, 20))
    isDone = true
  })
  await eventually(() => isDone).toBe(false)
  await close()
  expect(isDone).toBe(true)
})

test.each([
  [1, 60_000],
  [4, 15_000],
  [120, 5_000],
])('asks who is to start by now often enough for campaign time at speed %i', (speed, everyMs) => {
  const minute = { name: 'minute', everySeconds: 60 }
  expect(tickAt(speed)({ ...minute, functionArn: 'arn:function:ringmaster-local-reconcile' })).toBe(everyMs)
  expect(tickAt(speed)({ ...minute, functionArn: 'arn:function:ringmaster-local-tend-sheets' })).toBe(60_000)
})

test('fires as often as it is told to', async () => {
  const events: unknown[] = []
  const everyMs = () => 10
  const schedules = [{ name: 'minute', everySeconds: 60, functionArn: 'reconcile' }]
  const invoke = async (_: string, event: unknown) => void events.push(event)
  const { close } = startSchedules({
    schedules,
    everyMs,
    invoke,
    region: 'us-east-1',
    account: '123456789012',
    log: () => {},
    firstAfterMs: 1,
  })
  onTestFinished(close)
  await eventually(() => events.length).toBeGreaterThan(2)
})
