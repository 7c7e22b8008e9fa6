// Waits between calls as people write them: `5 min, 1 h, 1 day`.

const MINUTE_MS = 60_000
const UNITS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS }

const WAIT = /^(\d+(?:\.\d+)?)\s*(m|min|mins|minutes?|h|hours?|d|days?)$/i

/** Undefined when it is none. */
const readWait = (text: string): number | undefined => {
  const [, amount, unit = ''] = WAIT.exec(text) ?? []
  const unitMs = UNITS[unit.charAt(0).toLowerCase()]
  return amount === undefined || unitMs === undefined ? undefined : Math.round(Number(amount) * unitMs)
}

/** In milliseconds, one after the other; undefined when one of them is no wait. Nothing written is no wait at all. */
export const readWaits = (text: string): number[] | undefined => {
  const parts = text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const waits = parts.map(readWait).filter((wait) => wait !== undefined)
  return waits.length === parts.length ? waits : undefined
}

/** As they are read again. */
export const writeWaits = (waits: readonly number[]): string =>
  waits
    .map((ms) => {
      if (ms % (24 * 60 * MINUTE_MS) === 0) return `${ms / (24 * 60 * MINUTE_MS)} d`
      return ms % (60 * MINUTE_MS) === 0 ? `${ms / (60 * MINUTE_MS)} h` : `${ms / MINUTE_MS} min`
    })
    .join(', ')
