// A campaign's settings with their documented defaults and limits, and what may be said when one is made.
import { describe, expect, it } from 'vitest'
import { CampaignStats } from '#contract/campaign.ts'
import { CampaignEdit, NewCampaign } from '#contract/campaign-edit.ts'
import { CampaignState } from '#contract/campaign-parts.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { ContactRow } from '#contract/contact.ts'
import { statsOf } from '#domain/progress.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

describe('the settings', () => {
  it('have the documented defaults', () => {
    const documented = { callDelay: 5_000, maxConcurrentCalls: 5, retryCount: 1, retryDelay: 3_600_000 }
    const others = { answeringMachine: 'hang-up', recordCalls: false, maxCallLength: 600_000, weight: 1 }
    expect(CampaignSettings.parse({})).toEqual({ ...documented, ...others })
  })

  it.each([
    ['callDelay', 0, 600_000],
    ['maxConcurrentCalls', 1, 10_000],
    ['retryCount', 0, 10],
    ['retryDelay', 60_000, 30 * DAY_MS],
    ['maxCallLength', 30_000, 3_600_000],
  ] as const)('take %s from %i to %i, in whole numbers', (name, least, most) => {
    for (const value of [least, most]) expect(CampaignSettings.parse({ [name]: value })[name]).toBe(value)
    for (const value of [least - 1, most + 1, least + 0.5, String(least), null]) {
      expect(CampaignSettings.safeParse({ [name]: value }).success).toBe(false)
    }
  })

  it('record calls only where it is written how people are told so', () => {
    expect(CampaignSettings.safeParse({ recordCalls: true, recordingNotice: 'This call is recorded.' }).success).toBe(true)
    expect(CampaignSettings.safeParse({ recordCalls: true }).error?.issues).toMatchObject([{ path: ['recordingNotice'] }])
  })

  it('take nothing that they do not know', () => {
    expect(CampaignSettings.safeParse({ speed: 2 }).success).toBe(false)
  })
})

describe('a new campaign', () => {
  const wanted = { name: 'Renewal', prompt: 'Be kind.', firstMessage: 'Hello!' }

  it('needs a name, a prompt and a first message, and nothing else', () => {
    expect(NewCampaign.parse(wanted)).toMatchObject({ ...wanted, defaultCountry: 'US', settings: { retryCount: 1 } })
    for (const name of ['name', 'prompt', 'firstMessage'] as const) {
      const { [name]: _, ...rest } = wanted
      expect(NewCampaign.safeParse(rest).success).toBe(false)
      expect(NewCampaign.safeParse({ ...wanted, [name]: ' \n' }).success).toBe(false)
    }
  })

  it.each([
    ['name', 200],
    ['prompt', 20_000],
    ['firstMessage', 2_000],
  ])('has a %s of at most %i characters', (name, most) => {
    expect(NewCampaign.safeParse({ ...wanted, [name]: 'x'.repeat(most) }).success).toBe(true)
    expect(NewCampaign.safeParse({ ...wanted, [name]: 'x'.repeat(most + 1) }).success).toBe(false)
  })

  it.each(['us', 'USA', '', 'U1'])('is not of a country that is written “%s”', (defaultCountry) => {
    expect(NewCampaign.safeParse({ ...wanted, defaultCountry }).success).toBe(false)
  })
})

describe('an edit', () => {
  it('names only what it changes, and nothing that is not to be edited', () => {
    expect(CampaignEdit.parse({})).toEqual({})
    expect(CampaignEdit.parse({ settings: { callDelay: 0 } })).toEqual({ settings: { callDelay: 0 } })
    for (const name of ['state', 'id', 'defaultCountry', 'edition']) expect(CampaignEdit.safeParse({ [name]: 'x' }).success).toBe(false)
  })

  it('takes away with null what can be absent, and nothing else', () => {
    expect(CampaignEdit.safeParse({ agentId: null, settings: { window: null } }).success).toBe(true)
    for (const gone of [{ name: null }, { consent: null }, { settings: { retryCount: null } }]) {
      expect(CampaignEdit.safeParse(gone).success).toBe(false)
    }
  })
})

describe('a campaign’s states', () => {
  it('are the documented ones, and those on the way to them', () => {
    expect([...CampaignState.options].sort()).toEqual(['active', 'cancelled', 'completed', 'draft', 'paused', 'pausing', 'stopping'])
  })
})

describe('the counters', () => {
  it('of a campaign without a call are zeroes, and unknown where there is nothing to divide by', () => {
    expect(CampaignStats.parse(statsOf(0, {}))).toMatchObject({
      totalContacts: 0,
      callsPlaced: 0,
      averageDuration: null,
      successRate: null,
    })
  })
})

describe('a row of a list', () => {
  it.each([
    ['has no number', {}],
    ['has an empty number', { phone: '' }],
    ['has a number that is a novel', { phone: 'x'.repeat(101) }],
    ['has a name that is a novel', { phone: '1', name: 'x'.repeat(201) }],
    ['has a value that is a novel', { phone: '1', variables: { a: 'x'.repeat(2_001) } }],
    ['has a value without a name', { phone: '1', variables: { '': 'x' } }],
    ['has a value that is no text', { phone: '1', variables: { a: 1 } }],
    ['says more', { phone: '1', state: 'done' }],
  ])('that %s is none', (_, row) => {
    expect(ContactRow.safeParse(row).success).toBe(false)
  })
})
