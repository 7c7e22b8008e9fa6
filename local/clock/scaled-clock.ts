// Campaign time runs faster than the machine's: at most so many times, and slower while work is late, so that nothing expires for want of CPU.
import type { ClockOptions, SystemClock } from './clock.ts'
import { type MachineTime, machineTime } from './machine-time.ts'
import { speedGovernor, TICK_MS } from './speed-governor.ts'
import { timerQueue } from './timer-queue.ts'

/** Machine time counts only so far past the last tick: while the event loop is blocked nobody can work, so campaign time stands still. */
const MOST_BETWEEN_TICKS_MS = 2 * TICK_MS

/** How often, and from which change on, the measured speed is told. */
const TELL_EVERY_MS = 1000
const TELL_FROM = 0.1

export type ScaledClockOptions = ClockOptions & { machineTime?: MachineTime }

export const scaledClock = ({ speed, startAt, onSpeed, machineTime: machine = machineTime() }: ScaledClockOptions): SystemClock => {
  const governor = speedGovernor(speed)
  const timers = timerQueue()
  // Sets keep the order of insertion, so the first is the oldest.
  const work = new Set<{ startedAt: number }>()
  let anchor = { campaign: startAt, machine: machine.elapsed() }
  let tickAt = anchor.machine + TICK_MS
  let told = { speed, ...anchor }
  let cancelWake: (() => void) | undefined
  let isStopped = false

  const read = (): number => {
    const elapsed = Math.min(machine.elapsed() - anchor.machine, MOST_BETWEEN_TICKS_MS)
    return anchor.campaign + elapsed * governor.speed()
  }

  const tell = (): void => {
    const elapsed = anchor.machine - told.machine
    if (elapsed < TELL_EVERY_MS) return
    const effective = Math.min(speed, (anchor.campaign - told.campaign) / elapsed)
    const isNews = Math.abs(effective - told.speed) >= TELL_FROM * speed
    told = { speed: isNews ? effective : told.speed, ...anchor }
    if (isNews) onSpeed?.(effective)
  }

  const tick = (): void => {
    const at = anchor.machine
    if (at < tickAt) return
    const oldest = work.values().next().value
    governor.tick({ at, tickLateMs: at - tickAt, oldestWorkAt: oldest?.startedAt })
    tickAt = at + TICK_MS
    tell()
  }

  const isIdle = (): boolean => timers.nextAt() === undefined && work.size === 0

  const arm = (): void => {
    cancelWake?.()
    if (isStopped) return
    const dueAt = timers.nextAt()
    const untilTick = tickAt - machine.elapsed()
    const untilDue = dueAt === undefined ? untilTick : Math.ceil((dueAt - read()) / governor.speed())
    cancelWake = machine.after(Math.max(0, Math.min(untilTick, untilDue)), wake, { background: isIdle() })
  }

  const wake = (): void => {
    anchor = { campaign: read(), machine: machine.elapsed() }
    tick()
    const fence = timers.fence()
    try {
      for (let fn = timers.take(anchor.campaign, fence); fn; fn = timers.take(anchor.campaign, fence)) fn()
    } finally {
      // A timer that throws must not take the others with it.
      arm()
    }
  }

  arm()
  return {
    now: () => Math.floor(read()),
    machine: machine.now,
    rest: (ms) => new Promise((resolve) => machine.after(ms, resolve)),
    after: (ms, fn) => {
      if (isStopped) return () => {}
      const before = timers.nextAt()
      const cancel = timers.add(read() + ms, fn)
      if (timers.nextAt() !== before) arm()
      return cancel
    },
    afterMachine: machine.after,
    during: async (promise) => {
      const entry = { startedAt: machine.elapsed() }
      work.add(entry)
      try {
        return await promise
      } finally {
        work.delete(entry)
      }
    },
    speed: governor.speed,
    stop: () => {
      isStopped = true
      timers.clear()
      machine.stop()
    },
  }
}
