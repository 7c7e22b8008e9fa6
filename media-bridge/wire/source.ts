// Where a line's bytes come from: told as they come, or with rests between, in which they wait in the system.

export type Reading = {
  /**
   * Within `onData` only: nothing more is read until `goOn`. What was read together with this chunk may still be told; `told` is called
   * when it has been.
   */
  rest(told: () => void): void
  goOn(): void
}

/** Begins to read. */
export type Source = (onData: (chunk: Buffer) => void) => Reading
