// Invokes functions on their schedules: once at the start, so that a restart heals at once, then at their interval.
import { randomUUID } from 'node:crypto'
import type { Invoke, Schedule } from './system.ts'

export type SchedulesOptions = {
  schedules: Schedule[]
  invoke: Invoke
  region: string
  account: string
  log: (line: string) => void
  /** In machine time; absent: as the schedule has it. */
  everyMs?: (schedule: Schedule) => number
  /** Before the first invocations. */
  firstAfterMs?: number
}

const FIRST_AFTER_MS = 250
const asWritten = ({ everySeconds }: Schedule): number => everySeconds * 1_000

/** Returns what ends the schedules; it waits for invocations that still run. */
export const startSchedules = ({ schedules, everyMs = asWritten, ...options }: SchedulesOptions): { close(): Promise<void> } => {
  const { invoke, region, account, log, firstAfterMs } = options
  const timers = new Map<string, NodeJS.Timeout>()
  const running = new Map<string, Promise<void>>()
  let isClosed = false

  const eventOf = (name: string) => ({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account,
    time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [`arn:aws:scheduler:${region}:${account}:schedule/default/${name}`],
    detail: '{}',
  })

  const fire = async ({ name, functionArn, input }: Schedule): Promise<void> => {
    try {
      await invoke(functionArn, input ?? eventOf(name))
    } catch (error) {
      log(`Schedule ${name} failed: ${error}`)
    }
  }

  /** The next turn waits for this one, and keeps to the rhythm of the first: turns that a slow one missed are left out. */
  const arm = (schedule: Schedule, due: number): void => {
    if (isClosed) return
    const turn = async () => {
      await fire(schedule)
      running.delete(schedule.name)
      const every = everyMs(schedule)
      const missed = Math.floor(Math.max(0, performance.now() - due) / every)
      arm(schedule, due + (missed + 1) * every)
    }
    const start = () => void running.set(schedule.name, turn())
    timers.set(schedule.name, setTimeout(start, Math.max(0, due - performance.now())))
  }

  for (const schedule of schedules) arm(schedule, performance.now() + (firstAfterMs ?? FIRST_AFTER_MS))
  return {
    close: async () => {
      isClosed = true
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(running.values())
    },
  }
}
