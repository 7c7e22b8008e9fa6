import { expect, test } from 'vitest'
import { NewCampaign } from '#contract/campaign-edit.ts'
import { draftOf } from '../../../../dashboard/features/new-campaign/draft-of.ts'
import { readDraft } from '../../../../dashboard/features/new-campaign/read-draft.ts'

const base = NewCampaign.parse({
  ...{ name: 'Spring', prompt: 'Be brief.', firstMessage: 'Hello {{name}}.', defaultCountry: 'GB' },
  ...{ agentId: 'agent_1', from: '+12025550100', language: 'de', voiceId: 'voice1' },
  settings: {
    ...{ maxConcurrentCalls: 7, callDelay: 1_500, retryCount: 2, retryDelay: 1_800_000, answeringMachine: 'leave-message' },
    ...{ maxCallLength: 300_000, weight: 3, voicemailMessage: 'We call again.', apology: 'Sorry.' },
    retries: { 'no-answer': [3_600_000, 86_400_000], busy: [300_000] },
    window: { from: '09:00', to: '17:00', days: ['mon', 'tue'] },
    budget: { calls: 1_000, minutes: 300 },
    allowedCountries: ['GB', 'IE'],
  },
})
const LIST = { csv: 'phone\n+12025550142', fileName: 'contacts.csv' }

test('a campaign that begins as another one is the same, but for its name and its people', () => {
  const read = readDraft({ ...draftOf(base, 'Autumn'), list: LIST })
  // Its ladder stands in place of the short form.
  const { retryCount: _, retryDelay: __, ...settings } = base.settings
  expect(read).toMatchObject({ ok: true, wanted: { campaign: { ...base, name: 'Autumn', settings } } })
})

test('rules that a campaign does not have are not made up', () => {
  const plain = NewCampaign.parse({ name: 'Plain', prompt: 'Be brief.', firstMessage: 'Hello.' })
  expect(readDraft({ ...draftOf(plain, 'Plain'), list: LIST })).toMatchObject({ ok: true, wanted: { campaign: plain } })
})

test('the people of the other one are not taken over', () => {
  const read = readDraft(draftOf(base, 'Autumn'))
  expect(read).toMatchObject({ ok: false, problems: new Map([['/csv', expect.any(String)]]) })
})
