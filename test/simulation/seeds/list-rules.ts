// What the lists of some seeds ask for: contacts to be called after a moment or before one, and numbers of a country that is ruled out on the way.
import { type Act, type Dice, MINUTE_MS, SECOND_MS } from './acts.ts'

/** From the campaigns' start. */
export type CallTimes = { afterMs?: number; beforeMs?: number }

export type ListRules = {
  callTimes: ReadonlyMap<number, CallTimes>
  /** Who else is called, at first. */
  abroad: readonly number[]
  acts: readonly Act[]
}

const SHARE = { callTimes: 0.15, abroad: 0.1, after: 0.3, before: 0.4 }
/** Numbers from 100 on lie in another country than the others. */
const ABROAD = [110, 111, 112]

const callTimesOf = ({ between, happens }: Dice): CallTimes => ({
  ...(happens(SHARE.after) ? { afterMs: between(MINUTE_MS, 4 * MINUTE_MS) } : {}),
  ...(happens(SHARE.before) ? { beforeMs: between(3 * MINUTE_MS, 12 * MINUTE_MS) } : {}),
})

/** Of the first campaign, whose people these are. */
export const listRulesOf = (dice: Dice, people: readonly number[]): ListRules => {
  const hasTimes = dice.happens(SHARE.callTimes)
  const isAbroad = dice.happens(SHARE.abroad)
  const ruledOutAt = dice.between(15 * SECOND_MS, 2 * MINUTE_MS)
  return {
    callTimes: new Map(hasTimes ? people.map((person) => [person, callTimesOf(dice)]) : []),
    abroad: isAbroad ? ABROAD : [],
    acts: isAbroad ? [{ atMs: ruledOutAt, campaign: 0, kind: 'edit', settings: { allowedCountries: ['US'] } }] : [],
  }
}
