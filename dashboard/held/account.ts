// What the page holds of the telephone account: as it was read, moved on by what is pushed of its campaigns.
import type { AccountStatus } from '#contract/account.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { Progress } from './campaign.ts'

/** All dials since the page watches, at an instant of campaign time that was heard of at one of the viewer's. */
type Tick = { at: number; heardAt: number; dials: number }

export type HeldAccount = {
  status: AccountStatus
  /** What was last pushed of each campaign: calls that it has placed and has on, and when that was. */
  pushed: ReadonlyMap<CampaignId, { placed: number; live: number; heardAt: number }>
  ticks: readonly Tick[]
}

/** Long enough to count slow dialling, short enough to show that it has changed. */
const WINDOW_MS = 20_000

/** What was pushed so lately is on the page elsewhere, too: an answer that was read beside it does not undo it. */
const FRESH_MS = 5_000

const withLive = (status: AccountStatus, campaigns: AccountStatus['campaigns']): AccountStatus => ({
  ...status,
  campaigns,
  live: campaigns.reduce((sum, { live }) => sum + live, 0),
})

/** An answer over HTTP, at an instant of the viewer's. */
export const withStatus = (held: HeldAccount | undefined, status: AccountStatus, now: number): HeldAccount => {
  const pushed: HeldAccount['pushed'] = held?.pushed ?? new Map()
  const campaigns = status.campaigns.map((one) => {
    const heard = pushed.get(one.id)
    return heard && now - heard.heardAt < FRESH_MS ? { ...one, live: heard.live } : one
  })
  return { status: withLive(status, campaigns), pushed, ticks: held?.ticks ?? [] }
}

/** A `campaign_progress` of any campaign. */
export const withDials = (held: HeldAccount, { campaignId, stats, at }: Progress, heardAt: number): HeldAccount => {
  const campaigns = held.status.campaigns.map((one) => (one.id === campaignId ? { ...one, live: stats.live } : one))
  const newest = held.ticks.at(-1)
  const dialled = Math.max(0, stats.callsPlaced - (held.pushed.get(campaignId)?.placed ?? stats.callsPlaced))
  const tick = { at: at === undefined ? heardAt : Date.parse(at), heardAt, dials: (newest?.dials ?? 0) + dialled }
  return {
    status: withLive(held.status, campaigns),
    pushed: new Map(held.pushed).set(campaignId, { placed: stats.callsPlaced, live: stats.live, heardAt }),
    ticks: [...held.ticks.filter((one) => one.heardAt > heardAt - WINDOW_MS), tick],
  }
}

/** By campaign time, in which the limits hold; undefined while too little was heard. */
export const dialsPerSecond = ({ ticks }: HeldAccount, now: number): number | undefined => {
  const [first, last] = [ticks[0], ticks.at(-1)]
  if (!first || !last || last.heardAt <= first.heardAt) return undefined
  if (now - last.heardAt > WINDOW_MS) return 0
  const speed = (last.at - first.at) / (last.heardAt - first.heardAt)
  const elapsedMs = last.at - first.at + Math.max(0, now - last.heardAt) * speed
  return elapsedMs > 0 ? ((last.dials - first.dials) * 1_000) / elapsedMs : undefined
}

/** What keeps the account from placing more calls right now; `isTrouble`: something is wrong. */
export type AccountLimit = { says: string; isTrouble: boolean }

const PROVIDERS = { twilio: 'Twilio', elevenlabs: 'ElevenLabs' } as const
/** Counting by chance falls a little short of the limit itself. */
const NEARLY = 0.85

export const limitOf = ({ lines, callsPerSecond, live, dialsFrom, breakers, campaigns }: AccountStatus, rate = 0): AccountLimit => {
  const broken = breakers.find(({ state }) => state !== 'closed')
  if (broken) return { says: `${PROVIDERS[broken.provider]} does not answer: nobody is called`, isTrouble: true }
  if (dialsFrom !== undefined) return { says: 'Twilio’s own queue is full', isTrouble: true }
  const active = campaigns.filter(({ state }) => state === 'active')
  if (active.length === 0) return { says: 'no campaign is calling', isTrouble: false }
  if (live >= lines.now) return { says: 'limited by the account’s lines', isTrouble: false }
  if (rate >= callsPerSecond.now * NEARLY) return { says: 'limited by calls per second', isTrouble: false }
  if (active.every((one) => one.live >= one.lines)) return { says: 'limited by the campaigns’ lines', isTrouble: false }
  return { says: 'limited by the campaigns’ own rules', isTrouble: false }
}

export const providerName = (provider: keyof typeof PROVIDERS): string => PROVIDERS[provider]
