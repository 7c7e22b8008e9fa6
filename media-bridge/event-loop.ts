// How busy the process is: all calls share one event loop, and what keeps it is heard in each of them.
// biome-ignore lint/plugin: the loop itself is measured, which no port can stand for
import { type EventLoopUtilization, monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Timing } from './timing.ts'

export type EventLoop = {
  /** More calls would be heard by those that live. */
  isStrained(): boolean
  /** What the loop did since it was last asked. */
  take(): LoopFigures
  close(): void
}

export type LoopFigures = { delayMsP50: number; delayMsP99: number; delayMsMax: number; utilization: number }

/** Short enough to refuse the next call, too long for a single pause to count. */
const LOOK_MS = 5_000
/** Of the loop's time. Up to there frames wait for hardly anything, from there on for each other. */
const STRAINED = 0.85
/** Each look wakes the process; ten times as many cost a few percent of what forty calls do. */
const RESOLUTION_MS = 100

type Parts = { timing: Timing; utilization?: () => Pick<EventLoopUtilization, 'active' | 'idle'> }

export const watchEventLoop = ({ timing, utilization = () => performance.eventLoopUtilization() }: Parts): EventLoop => {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  const sinceLast = () => {
    let last = utilization()
    return (): number => {
      const { active, idle } = utilization()
      const passed = active - last.active + idle - last.idle
      const part = passed > 0 ? (active - last.active) / passed : 0
      last = { active, idle }
      return part
    }
  }
  const ofLook = sinceLast()
  const ofTake = sinceLast()
  let isStrained = false
  const look = (): void => {
    isStrained = ofLook() >= STRAINED
    stop = timing.after(LOOK_MS, look)
  }
  let stop = timing.after(LOOK_MS, look)

  /** Node counts from one look to the next, the rest between them included. */
  const ms = (nanoseconds: number): number => Math.max(0, Math.round(nanoseconds / 1e4) / 100 - RESOLUTION_MS)
  return {
    isStrained: () => isStrained,
    take() {
      const figures = {
        delayMsP50: ms(delay.percentile(50)),
        delayMsP99: ms(delay.percentile(99)),
        delayMsMax: ms(delay.max),
        utilization: Math.round(ofTake() * 1_000) / 1_000,
      }
      delay.reset()
      return figures
    },
    close() {
      stop()
      delay.disable()
    },
  }
}
