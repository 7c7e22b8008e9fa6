// When each piece of audio is played: one after the other, a little late so that an uneven network is not heard.

/** Delay of what is heard; the unevenness of a relay over two networks is mostly below it. Seconds, as all times here. */
const CUSHION = 0.2
/** A caller who is heard later than this is caught up with: what comes in the meantime is left out. */
const FURTHEST = 0.8

export type Piece = {
  now: number
  /** How long the piece is. */
  seconds: number
  /** Whether it comes as it is spoken; an agent's speech comes faster and is played at its own pace. */
  isAsSpoken: boolean
}

/** `playsUntil`: when everything before it will have been played. Undefined: the piece is left out. */
export const startOf = (playsUntil: number, { now, isAsSpoken }: Omit<Piece, 'seconds'>): number | undefined => {
  if (isAsSpoken && playsUntil > now + FURTHEST) return undefined
  // With nothing left to play the next piece begins a cushion again.
  return playsUntil > now ? playsUntil : now + CUSHION
}

/** From when on nothing is heard of what an agent had still to say: as far behind as the caller's voice that silenced it. */
export const silentFrom = (now: number): number => now + CUSHION
