// Audio of one side that comes in one step goes on as one event; whatever else comes keeps its place between.

export type Gatherer<P> = {
  /** Passed on at once, unless the side is read in steps. */
  add(piece: P): void
  /** `isStep`: no more comes before the next step. */
  pass(isStep: boolean): void
  readInSteps(isOn: boolean): void
}

export const gatherer = <P>(take: (pieces: readonly P[], isStep: boolean) => void): Gatherer<P> => {
  let pieces: P[] = []
  let isStepping = false
  const pass = (isStep: boolean): void => {
    const gathered = pieces
    pieces = []
    take(gathered, isStep)
  }
  return {
    add(piece) {
      pieces.push(piece)
      if (!isStepping) pass(false)
    },
    pass(isStep) {
      if (isStep || pieces.length > 0) pass(isStep)
    },
    readInSteps(isOn) {
      isStepping = isOn
    },
  }
}
