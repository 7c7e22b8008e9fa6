// How numbers and times are written: thin spaces between thousands, units apart from their number but never on another line.

const GROUP = '\u202f'
const MINUTE_S = 60
const HOUR_S = 3_600

/** A quantity or a date, within which no line breaks. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')

export const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, GROUP)

/** The share without its sign. A small share is not nothing, and almost all is not all. */
export const percent = (share: number): string => {
  const value = share * 100
  if (value > 0 && value < 1) return '<1'
  if (value > 99 && value < 100) return '>99'
  return String(Math.round(value))
}

/** A second: `0.9`, `12`, as exact as it is read at a glance, and the same wherever it stands. */
export const rateText = (rate: number): string => (rate < 10 ? String(Number(rate.toFixed(rate < 0.1 ? 2 : 1))) : count(Math.round(rate)))

/** 47 s → `0:47`. */
export const duration = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / HOUR_S), Math.floor((whole % HOUR_S) / MINUTE_S)]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % MINUTE_S)}` : `${minutes}:${two(whole % MINUTE_S)}`
}

/** In words, as exact as it is useful: `40 s`, `41 min`, `2 h 10 min`, `3 days`. */
export const span = (ms: number): string => {
  const seconds = Math.round(ms / 1_000)
  if (seconds < MINUTE_S) return unbroken(`${seconds} s`)
  const minutes = Math.round(seconds / MINUTE_S)
  if (minutes < 60) return unbroken(`${minutes} min`)
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return unbroken(minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`)
  return unbroken(`${Math.round(hours / 24)} days`)
}

/** A setting in milliseconds: `0.5 s`, `1 h`. */
export const setting = (ms: number): string => (ms < MINUTE_S * 1_000 ? unbroken(`${ms / 1_000} s`) : span(ms))

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const DAY_AND_TIME = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
const dayAndTime = new Intl.DateTimeFormat('en-GB', DAY_AND_TIME)

/** In the viewer's zone: `14:03:12`. */
export const timeOfDay = (at: number): string => clock.format(at)
/** In the viewer's zone: `3 Nov, 14:03`. */
export const moment = (at: number): string => unbroken(dayAndTime.format(at))

/** In a zone that a list has named: `3 Nov, 07:03`; undefined: no zone is called so. */
export const momentIn = (at: number, timeZone: string): string | undefined => {
  try {
    return unbroken(new Intl.DateTimeFormat('en-GB', { ...DAY_AND_TIME, timeZone }).format(at))
  } catch {
    return undefined
  }
}

const calendarDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
/** In the viewer's zone: `3 Nov 2026`. */
export const day = (at: number): string => unbroken(calendarDay.format(at))

/** When something will be: the time alone while it is today, seen from `now`. */
export const untilText = (at: number, now: number | undefined): string => {
  const isSoon = now !== undefined && new Date(at).toDateString() === new Date(now).toDateString()
  return isSoon ? timeOfDay(at) : moment(at)
}

/** A reason of the API, which stands alone here: `the campaign is paused` → `The campaign is paused.` */
export const sentence = (reason: string): string =>
  `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?…]$/.test(reason) ? '' : '.'}`

export const plural = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`

/** Of a file: `1 kB`, `340 kB`, `2.3 MB`, `12 MB`. */
export const size = (bytes: number): string => {
  const megabytes = bytes / 1_000_000
  if (megabytes < 1) return unbroken(`${Math.max(1, Math.round(bytes / 1_000))} kB`)
  return unbroken(`${megabytes < 10 ? megabytes.toFixed(1) : count(Math.round(megabytes))} MB`)
}

/** `$38.20`, `$61`, `$1 200`: no more exact than an estimate is. */
export const dollars = (value: number): string => {
  if (value < 100) return `$${value.toFixed(value < 10 ? 2 : 0)}`
  return `$${count(Number(value.toPrecision(2)))}`
}
