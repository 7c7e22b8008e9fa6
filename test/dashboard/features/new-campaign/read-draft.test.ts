import { describe, expect, test } from 'vitest'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { type Draft, EMPTY } from '../../../../dashboard/features/new-campaign/draft.ts'
import { inWords } from '../../../../dashboard/features/new-campaign/in-words.ts'
import { readDraft } from '../../../../dashboard/features/new-campaign/read-draft.ts'
import { firstStepOf } from '../../../../dashboard/features/new-campaign/steps.ts'

const aDraft = (over: Partial<Draft> = {}): Draft => ({
  ...EMPTY,
  ...{ name: 'Win-back', prompt: 'Be brief.', firstMessage: 'Hello.', list: { csv: 'phone\n+12025550142', fileName: 'may.csv' } },
  ...over,
})
const wanted = (over: Partial<Draft> = {}) => {
  const read = readDraft(aDraft(over))
  if (!read.ok) throw new Error(JSON.stringify([...read.problems]))
  return read.wanted
}
const problems = (over: Partial<Draft>) => {
  const read = readDraft(aDraft(over))
  return read.ok ? {} : Object.fromEntries(read.problems)
}

describe('a draft', () => {
  test('that nobody has touched is the defaults of the contract', () => {
    expect(wanted().campaign.settings).toEqual(CampaignSettings.parse({}))
  })

  test('is read in the units of its fields', () => {
    const { settings } = wanted({ delaySeconds: '0,5', retryMinutes: '90', longestMinutes: '2', budgetCalls: '1000' }).campaign
    expect(settings).toMatchObject({ callDelay: 500, retryDelay: 5_400_000, maxCallLength: 120_000, budget: { calls: 1_000 } })
  })

  test('with a ladder names the outcomes that have waits', () => {
    const { settings } = wanted({ hasLadder: true, ladder: { busy: '5 min, 1 h', voicemail: '' } }).campaign
    expect(settings.retries).toEqual({ busy: [300_000, 3_600_000] })
  })

  test('takes countries and numbers as people write them', () => {
    const { campaign } = wanted({ allowedCountries: 'us, gb', from: '+1 (202) 555-0100', defaultCountry: 'us ' })
    expect(campaign).toMatchObject({ from: '+12025550100', defaultCountry: 'US', settings: { allowedCountries: ['US', 'GB'] } })
    expect(wanted({ allowedCountries: 'Any' }).campaign.settings.allowedCountries).toBe('any')
  })

  test('from a sheet names it, and no list', () => {
    const people = wanted({
      source: 'sheet',
      spreadsheet: ' https://docs.google.com/spreadsheets/d/x/edit ',
      mapping: { Tel: 'phone' },
    }).people
    expect(people).toMatchObject({
      from: 'sheet',
      sheet: { spreadsheet: 'https://docs.google.com/spreadsheets/d/x/edit', mapping: { Tel: 'phone' } },
    })
  })

  test.each([
    [{ hasLadder: true, ladder: { busy: 'soon' } }, '/settings/retries/busy'],
    [{ hasLadder: true, ladder: { busy: '10 s' } }, '/settings/retries/busy'],
    [{ hasHours: true, days: [] }, '/settings/window/days'],
    [{ allowedCountries: 'USA' }, '/settings/allowedCountries'],
    [{ answeringMachine: 'leave-message' as const }, '/settings/voicemailMessage'],
    [{ consentText: 'on the web' }, '/consent/attestedBy'],
    [{ source: 'sheet' as const }, '/spreadsheet'],
    [{ longestMinutes: '' }, '/settings/maxCallLength'],
    [{ list: { csv: '', fileName: 'may.xlsx', file: { size: 1 } } }, '/csv'],
  ])('%j is refused at its field', (over, pointer) => {
    expect(Object.keys(problems(over))).toEqual([pointer])
  })

  test('leads to the first step where something is missing', () => {
    const step = (over: Partial<Draft>) => {
      const read = readDraft(aDraft(over))
      return read.ok ? undefined : firstStepOf(read.problems)
    }
    expect(step({})).toBeUndefined()
    expect(step({ name: '', lines: '0' })).toBe('words')
    expect(step({ lines: '0' })).toBe('rules')
    expect(step({ consentText: 'x' })).toBe('start')
  })
})

test('what will happen is said in five sentences', () => {
  const people = { called: 38, isAtLeast: false, left: [], variables: [] }
  const { campaign } = wanted({ hasHours: true })
  expect(inWords({ campaign, people, from: 'list' })).toEqual([
    '38 people will be called. Once it starts, calling begins as soon as the list is read.',
    'At most 5 calls at the same time, with at least 5\u00a0s between two dials, from the deployment’s own number.',
    'Whoever is not reached is called again, once, after 1\u00a0h.',
    'Calls go out Mon–Fri, 09:00–18:00, in each contact’s own time, and only when the law allows it.',
    'Answering machines are hung up on; a conversation lasts at most 10\u00a0min.',
  ])
})
