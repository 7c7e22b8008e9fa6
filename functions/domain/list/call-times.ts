// When a row says that its contact may be called first, or last: as people write it, in the one form that the contract knows.

const TIME = /^(\d{1,2})[:.](\d{2})(?::00)?\s*(am|pm)?$/i
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const DAY_AND_TIME = /^(\d{4}-\d{2}-\d{2})(?:T|\s+)(\d{1,2}[:.]\d{2})(?::\d{2}(?:\.\d+)?)?$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const readTime = (text: string): string | undefined => {
  const [, hour = '', minute = '', half] = TIME.exec(text) ?? []
  if (hour === '' || Number(minute) > 59) return undefined
  if (half && (Number(hour) < 1 || Number(hour) > 12)) return undefined
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  return hours < 24 ? `${String(hours).padStart(2, '0')}:${minute}` : undefined
}

const readDay = (text: string): string | undefined => {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  const read = new Date(Date.UTC(year, month - 1, day))
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? text : undefined
}

/** 3/4/2026 is left alone: it is another day in London than in New York. A day alone means its first minute. */
export const readCallTime = (written: string): string | undefined => {
  const text = written.trim()
  if (INSTANT.test(text)) {
    const at = Date.parse(text)
    return Number.isNaN(at) ? undefined : new Date(at).toISOString()
  }
  if (DAY.test(text)) return readDay(text) && `${text}T00:00`
  const [, day, clock] = DAY_AND_TIME.exec(text) ?? []
  if (!day || !clock) return readTime(text)
  const time = readTime(clock)
  return readDay(day) && time && `${day}T${time}`
}
