// What goes wrong at the telephone provider and on the way to it: shares of one.
export type NetworkFaults = {
  /** Of the dials: answered with 429, so not processed. */
  tooFast: number
  /** Of the dials: never arrives. */
  lostRequest: number
  /** Of the dials: placed, but nobody hears of it. */
  lostAnswer: number
  /** Of the dials: answered with a 5xx; half of these are placed. */
  brokenAnswer: number
  /** Of the dials: nobody hears of it, and it arrives up to a minute later. */
  lateArrival: number
  /** Of look-ups and cancellations. */
  lookupFails: number
  callbackLost: number
  callbackDoubled: number
  /** Up to a minute, so it may be overtaken by the next one. */
  callbackLate: number
}
