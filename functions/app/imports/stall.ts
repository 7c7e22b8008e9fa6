// Whether somebody carries an import on: who was cut off is followed while there is hope.
import type { ListReading } from './list-reading.ts'

/** A slice takes less than a second: whoever has not got on for so long was cut off. */
const STALLED_MS = 2 * 60_000
/** As long as an import that fails every time is woken again. */
const ABANDONED_MS = 50 * 60_000

export const stallOf = ({ touchedMs }: Pick<ListReading, 'touchedMs'>, now: number): 'goes-on' | 'stalled' | 'abandoned' => {
  const sinceMs = now - (touchedMs ?? now)
  if (sinceMs >= ABANDONED_MS) return 'abandoned'
  return sinceMs >= STALLED_MS ? 'stalled' : 'goes-on'
}
