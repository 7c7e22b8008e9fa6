// Whether a key works, and until when.
import type { ApiKey } from '#contract/access.ts'

export type KeyStanding = { words: string; works: boolean; pill: string; mark: string }

const DAY_MS = 24 * 60 * 60_000
/** Time enough to put a new one everywhere. */
const SOON_MS = 14 * DAY_MS

export const keyStanding = ({ revokedAt, expiresAt }: ApiKey, now: number): KeyStanding => {
  if (revokedAt !== undefined) return { words: 'revoked', works: false, pill: 'bg-sunk', mark: 'bg-failed' }
  if (expiresAt === undefined) return { words: 'works', works: true, pill: 'bg-human/14', mark: 'rounded-pill bg-human' }
  const leftMs = Date.parse(expiresAt) - now
  if (leftMs <= 0) return { words: 'expired', works: false, pill: 'bg-sunk', mark: 'rounded-pill border-[2.5px] border-soft' }
  if (leftMs < SOON_MS) return { words: 'expires soon', works: true, pill: 'bg-voicemail/16', mark: 'border-x-[2.5px] border-voicemail' }
  return { words: 'works', works: true, pill: 'bg-human/14', mark: 'rounded-pill bg-human' }
}
