// When the next dial may begin.
/** Dial slots of a scope (a campaign, or the account), in campaign time. */
export type Pacer = {
  /** When the next slot is free, for those who only want to know whether it is worth their while. */
  peek(scope: string): Promise<number>
  /** Takes the next free slot; undefined when it lies beyond the horizon. */
  take(scope: string, pace: { intervalMs: number; horizonMs: number }): Promise<number | undefined>
  /** Nobody takes a slot before that instant any more; one that is later already stays. */
  defer(scope: string, until: number): Promise<void>
}
