// One line that says how far the campaign is: rewritten on a terminal, a plain line now and then elsewhere.
import type { CampaignWithStats } from '#contract/campaign.ts'

const BAR = 24

const duration = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  return whole < 60
    ? `${whole} s`
    : whole < 3_600
      ? `${Math.floor(whole / 60)} min ${whole % 60} s`
      : `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`
}

export type Sample = { atMs: number; finished: number }

/** Machine seconds until the rest is finished at the rate since the first sample; undefined while nobody knows. */
export const timeLeft = ({ stats }: CampaignWithStats, first: Sample, atMs: number): number | undefined => {
  const done = stats.finished - first.finished
  const seconds = (atMs - first.atMs) / 1_000
  if (done <= 0 || seconds < 1) return undefined
  return ((stats.totalContacts - stats.finished) / done) * seconds
}

export const progressLine = (
  campaign: CampaignWithStats,
  now: { speed?: number; callsPerMinute: number; left: number | undefined },
): string => {
  const { stats, state, name, reason } = campaign
  const share = stats.totalContacts === 0 ? 0 : stats.finished / stats.totalContacts
  const filled = Math.round(share * BAR)
  return [
    `${name} ${state}${reason === undefined ? '' : ` (${reason})`}`,
    `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${Math.floor(share * 100)} %`,
    `${stats.finished}/${stats.totalContacts} finished`,
    `${stats.live} live, ${stats.waiting} waiting, ${stats.retrying} to be called again`,
    `${Math.round(now.callsPerMinute)} calls/min`,
    ...(now.left === undefined ? [] : [`about ${duration(now.left)} left`]),
    ...(now.speed === undefined ? [] : [`speed ${Math.round(now.speed)}`]),
  ].join(' · ')
}

export type Terminal = { isTTY: boolean; columns: number; write(text: string): unknown }
/** On anything but a terminal. */
const PLAIN_EVERY_MS = 5_000

export const progressOn = (output: Terminal) => {
  let lastPlainMs = Number.NEGATIVE_INFINITY
  return {
    show(line: string, atMs: number, isLast = false): void {
      if (output.isTTY) {
        const width = Math.max(20, output.columns - 1)
        output.write(`\r\u001b[2K${line.slice(0, width)}${isLast ? '\n' : ''}`)
      } else if (isLast || atMs - lastPlainMs >= PLAIN_EVERY_MS) {
        lastPlainMs = atMs
        output.write(`${line}\n`)
      }
    },
  }
}
