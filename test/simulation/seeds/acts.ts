// What people do to their campaigns while these run: pauses and resumes, edits, contacts added, suppressions, stops.
import type { SettingsEdit } from '#contract/campaign-edit.ts'

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS

/** Which of the seed's two campaigns. */
type OnCampaign = { campaign: 0 | 1 }

export type Act = { atMs: number } & (
  | (OnCampaign & { kind: 'resume' | 'stop' })
  /** `withClaim`: as soon as somebody is claimed, where pauses and dials meet. */
  | (OnCampaign & { kind: 'pause'; withClaim: boolean })
  | (OnCampaign & { kind: 'add'; people: readonly number[] })
  | (OnCampaign & { kind: 'edit'; settings: SettingsEdit })
  | { kind: 'suppress'; person: number }
  | { kind: 'emergency' }
)

const PAUSES = 3
const SUPPRESSED = [3, 7]
/** Half of the pauses come when a claim does. */
const WITH_CLAIM = 0.5
const STOPPED = 0.2
const EMERGENCY = 0.15
const EDITED = 0.5
/** Somebody looks after what stands still, so often. */
const LOOKS_MS = [5, 10, 15, 20].map((minute) => minute * MINUTE_MS)

export type Dice = {
  between(low: number, high: number): number
  pick<T>(...choices: readonly [T, ...T[]]): T
  happens(share: number): boolean
}

export const diceOf = (random: () => number): Dice => ({
  between: (low, high) => Math.round(low + random() * (high - low)),
  pick: (...choices) => choices[Math.floor(random() * choices.length)] ?? choices[0],
  happens: (share) => random() < share,
})

const pausesOf = ({ between, pick, happens }: Dice): Act[] => {
  const acts: Act[] = []
  let at = between(10 * SECOND_MS, 2 * MINUTE_MS)
  for (let i = 0; i < PAUSES; i++) {
    const resumedAt = at + pick(1_500, 15 * SECOND_MS, MINUTE_MS, 4 * MINUTE_MS)
    acts.push({ atMs: at, campaign: 0, kind: 'pause', withClaim: happens(WITH_CLAIM) })
    acts.push({ atMs: resumedAt, campaign: 0, kind: 'resume' })
    at = resumedAt + between(2 * SECOND_MS, 3 * MINUTE_MS)
  }
  return acts
}

const editOf = ({ pick }: Dice): SettingsEdit =>
  pick<SettingsEdit>(
    { maxConcurrentCalls: pick(1, 2, 4, 10) },
    { callDelay: pick(0, 2_000, 10_000) },
    { retryCount: 2, retryDelay: pick(MINUTE_MS, 4 * MINUTE_MS) },
    { answeringMachine: pick('off', 'hang-up') },
  )

/** `later`: who is added while the first campaign runs. */
export const actsOf = (dice: Dice, later: readonly number[]): Act[] => {
  const { between, pick, happens } = dice
  const acts = pausesOf(dice)
  for (const person of SUPPRESSED) acts.push({ atMs: between(0, 8 * MINUTE_MS), kind: 'suppress', person })
  acts.push({ atMs: between(0, 10 * MINUTE_MS), campaign: 0, kind: 'add', people: later })
  if (happens(EDITED)) acts.push({ atMs: between(0, 12 * MINUTE_MS), campaign: pick(0, 1), kind: 'edit', settings: editOf(dice) })
  if (happens(STOPPED)) acts.push({ atMs: between(0, 12 * MINUTE_MS), campaign: pick(0, 1), kind: 'stop' })
  if (happens(EMERGENCY)) acts.push({ atMs: between(0, 8 * MINUTE_MS), kind: 'emergency' })
  // Ringmaster pauses by itself when the account is refused, and a resume may fail.
  for (const atMs of LOOKS_MS) acts.push({ atMs, campaign: 0, kind: 'resume' }, { atMs, campaign: 1, kind: 'resume' })
  return acts
}
