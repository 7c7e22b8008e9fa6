// What time it is, and chance.
export type Clock = {
  /** The time that campaigns live by: due times, delays, windows. Epoch milliseconds. */
  now(): number
  /** The machine's time, for leases, deadlines and quiet periods. Equal to `now` unless a run is sped up. */
  machine(): number
  /** Resolves after so many milliseconds of machine time. */
  rest(ms: number): Promise<void>
}

export type Random = () => number
