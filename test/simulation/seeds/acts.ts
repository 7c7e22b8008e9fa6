// What people do to their campaigns while these run: pauses and resumes, edits, contacts added, suppressions, a stop.
export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS

/** Which of the seed's two campaigns. */
type OnCampaign = { campaign: 0 | 1 }

export type Act = { atMs: number } & (
  | (OnCampaign & { kind: 'resume' | 'stop' })
  /** `withClaim`: as soon as somebody is claimed, where pauses and dials meet. */
  | (OnCampaign & { kind: 'pause'; withClaim: boolean })
  | (OnCampaign & { kind: 'add'; people: readonly number[] })
  | (OnCampaign & { kind: 'lines'; lines: number })
  | { kind: 'suppress'; person: number }
  | { kind: 'emergency' }
)

const PAUSES = 5
/** Half of the pauses come when a claim does. */
const WITH_CLAIM = 0.5
const STOPPED = 0.2
const EMERGENCY = 0.15
/** Somebody looks after what stands still, so often and so long. */
const LOOKS = { fromMs: 25 * MINUTE_MS, everyMs: 15 * MINUTE_MS, count: 3 }

export const actsOf = (random: () => number, later: readonly number[]): Act[] => {
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low))
  const pick = (...choices: readonly [number, ...number[]]): number => choices[Math.floor(random() * choices.length)] ?? choices[0]
  const acts: Act[] = []
  let at = between(20 * SECOND_MS, 220 * SECOND_MS)
  for (let i = 0; i < PAUSES; i++) {
    const resumedAt = at + pick(1_500, 20 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS)
    acts.push({ atMs: at, campaign: 0, kind: 'pause', withClaim: random() < WITH_CLAIM })
    acts.push({ atMs: resumedAt, campaign: 0, kind: 'resume' })
    at = resumedAt + between(2 * SECOND_MS, 6 * MINUTE_MS)
  }
  acts.push({ atMs: between(0, 15 * MINUTE_MS), kind: 'suppress', person: 7 })
  acts.push({ atMs: between(0, 30 * MINUTE_MS), kind: 'suppress', person: 11 })
  acts.push({ atMs: between(0, 50 * MINUTE_MS), campaign: 0, kind: 'add', people: later })
  acts.push({ atMs: between(0, 30 * MINUTE_MS), campaign: 0, kind: 'lines', lines: pick(1, 2, 4, 10) })
  if (random() < STOPPED) acts.push({ atMs: between(0, 30 * MINUTE_MS), campaign: 0, kind: 'stop' })
  if (random() < EMERGENCY) acts.push({ atMs: between(0, 20 * MINUTE_MS), kind: 'emergency' })
  // Ringmaster pauses by itself when the account is refused; the second campaign is resumed by whoever looks.
  for (let i = 0; i < LOOKS.count; i++) acts.push({ atMs: LOOKS.fromMs + i * LOOKS.everyMs, campaign: 1, kind: 'resume' })
  return acts
}
