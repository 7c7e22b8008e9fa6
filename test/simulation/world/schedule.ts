// The scheduler that wakes the reconciler: late, twice or not at all when things go wrong.
import type { SystemClock } from '../../../local/clock/clock.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'

type Needs = { clock: Pick<SystemClock, 'after'>; chance: Chance; faults: () => Faults; everyMs: number }

const LATE_MS = [1_000, 45_000] as const
const AGAIN_MS = [0, 5_000] as const

export const schedule = ({ clock, chance, faults, everyMs }: Needs, work: () => void): void => {
  const tick = (): void => {
    clock.after(everyMs, tick)
    const { late, doubled, dropped } = faults().tick
    if (chance.happens(dropped)) return
    clock.after(chance.happens(late) ? chance.within(LATE_MS) : 0, work)
    if (chance.happens(doubled)) clock.after(chance.within(AGAIN_MS), work)
  }
  clock.after(everyMs, tick)
}
