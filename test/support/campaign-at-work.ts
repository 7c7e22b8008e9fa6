// A campaign of the whole system as a test follows it: started from a list, waited for, and seen in the provider's log.
import { expect } from 'vitest'
import type * as z from 'zod/mini'
import type { CampaignStats } from '#contract/campaign.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'
import type { CampaignSettings } from '#contract/campaign-settings.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { Ringmaster } from './ringmaster.ts'
import type { Dial, Simulator } from './simulator.ts'

export type AtWork = {
  id: CampaignId
  /** Its dials in the provider's log, oldest first. */
  dials(): Promise<Dial[]>
  stats(): Promise<CampaignStats>
  /** Resolves once it is so. */
  reaches(state: CampaignState, patience?: { timeout: number }): Promise<void>
  /** Resolves once enough of its dials are as asked. */
  has(count: number, what?: (dial: Dial) => boolean): Promise<void>
  /** Resolves once nobody is on the telephone. */
  isQuiet(): Promise<void>
}

export type Wanted = { phones: readonly string[]; settings?: z.input<typeof CampaignSettings> }

/** Less than a test may take, so that what was waited for is said. */
const PATIENCE = { timeout: 150_000, interval: 100 }

type System = { ringmaster: Ringmaster; simulator: Simulator }

export const startCampaign = async ({ ringmaster: { api }, simulator }: System, { phones, settings = {} }: Wanted): Promise<AtWork> => {
  const words = { name: 'Spring renewal', prompt: 'Ask whether they want to renew.', firstMessage: 'Hello, do you have a minute?' }
  const csv = ['phone', ...phones].join('\n')
  const { campaign } = await api('startFromCsv', {
    body: { ...words, settings: { callDelay: 0, retryCount: 0, allowedCountries: 'any', ...settings }, csv },
  })
  const params = { id: campaign.id }
  const dials = () => simulator.dials(campaign.id)
  const stats = () => api('campaignStats', { params })
  return {
    id: campaign.id,
    dials,
    stats,
    reaches: (state, patience) =>
      expect.poll(async () => (await api('getCampaign', { params })).state, { ...PATIENCE, ...patience }).toBe(state),
    has: (count, what = () => true) => expect.poll(async () => (await dials()).filter(what).length, PATIENCE).toBeGreaterThanOrEqual(count),
    isQuiet: () => expect.poll(async () => (await stats()).live, PATIENCE).toBe(0),
  }
}

/** Numbers that are reserved for fiction; who answers is drawn by the simulator's seed. At most 87 of an area: then come the numbers whose fate is fixed. */
export const fictional = (area: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `+1${area}555${String(100 + i).padStart(4, '0')}`)

/** The numbers of several areas that end in these four digits, which decide what happens (docs/simulators.md). */
export const ending = (digits: `01${number}`, areas: readonly number[]): string[] => areas.map((area) => `+1${area}555${digits}`)
