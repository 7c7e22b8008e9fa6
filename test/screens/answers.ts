// What the pictured pages are told: the full world of the page's tests, with campaigns of every kind, a list that is looked at, and calls that are speaking.
import type { Call } from '#contract/call.ts'
import type { PushedEvent } from '#contract/events.ts'
import { anAccount, aPreview, campaignId, turnsOf } from '../dashboard/support/build.ts'
import { aTalk, FULL, liveCalls } from '../dashboard/support/full.ts'
import { type Answers, problem } from '../dashboard/support/server.ts'
import { accountCampaigns, breakdownOf, NOW, openedCampaigns } from './campaigns.ts'
import { nameOf, people, theirCalls, theOpenOne } from './people.ts'

const AT = '2026-11-03T14:31:00.000Z'

export const LIST = [
  'Customer;Mobile;Plan',
  'Jörg Müller;+1 202 555 0181;Green',
  'Änne Groß;+1 202 555 0182;',
  'Øle Lund;+1 202 555 0183;Blue',
  'Ana Torres;+1 202 555 0184;Green',
  'Ada Quill;+1 202 555 0185;Green',
  'Ben Okafor;+1 202 555 0186;Blue',
  'Chen Wei;+1 202 555 0187;',
  'Dara Singh;12;Green',
  'Eva Novak;+1 202 555 0188;Blue',
  'Jörg Müller;+1 202 555 0181;Green',
  'Fay Lopez;12;Blue',
  'Gus Brandt;+1 202 555 0189;Green',
].join('\n')

const PEOPLE = ['Jörg Müller', 'Änne Groß', 'Øle Lund', 'Ana Torres']

const preview = aPreview({
  file: { format: 'delimited', isGzipped: false, encoding: 'windows-1252', delimiter: ';', hasHeader: true, firstLine: 2 },
  columns: [
    { header: 'Customer', field: 'name', samples: ['Jörg Müller', 'Änne Groß', 'Øle Lund'] },
    { header: 'Mobile', field: 'phone', samples: ['+1 202 555 0181', '+1 202 555 0182', '12'] },
    { header: 'Plan', field: 'variable', samples: ['Green', 'Blue', 'Green'] },
  ],
  rows: PEOPLE.map((name, i) => ({
    ...{ line: i + 2, phone: `+1202555018${i + 1}`, name, overrides: {}, fate: 'new' as const },
    variables: i === 1 ? {} : { Plan: 'Green' },
    timeZone: 'America/New_York',
  })),
  rejects: [9, 12].map((line) => ({ line, column: 'Mobile', reason: 'the number is too short', cell: '12' })),
  reasons: [{ column: 'Mobile', reason: 'the number is too short', rows: 2 }],
  counts: { rows: 12, willBeCalled: 9, neverCalled: 0, suppressed: 0, known: 0, duplicates: 1, rejected: 2 },
  words: {
    lacking: [{ variable: 'Plan', rows: 2 }],
    examples: PEOPLE.map((name, i) => ({
      ...{ line: i + 2, phone: `+1202555018${i + 1}`, name },
      prompt: [{ text: 'Ask whether they want to renew ' }, { text: 'Green', variable: 'Plan' }, { text: '. Be brief and kind.' }],
      firstMessage: [{ text: 'Hello ' }, { text: name, variable: 'name' }, { text: ', do you have a minute?' }],
    })),
  },
})

const reasons = ['asked the agent not to be called again', 'opted out by letter', 'asked the agent not to be called again', 'moved abroad']
const suppressed = people.slice(0, 8).map(({ phone }, i) => ({
  phone,
  at: new Date(Date.parse(AT) - i * 47 * 60_000).toISOString(),
  because: reasons[i % reasons.length] ?? '',
}))

const LOG = [
  ['resumed', '14:25'],
  ['paused', '14:20', 'the account has no balance'],
  ['edited', '14:15'],
  ['started', '14:00'],
  ['created', '13:59'],
] as const

const log = LOG.map(([action, time, because], i) => ({
  ...{ id: `0${9 - i}`, campaignId: campaignId(1), at: `2026-11-03T${time}:00.000Z`, action },
  by: because === undefined ? ('person' as const) : ('ringmaster' as const),
  ...(because === undefined ? {} : { because }),
}))

const ACCOUNT_LOG = [
  ['ceiling-raised', '2026-11-03T11:25'],
  ['ceiling-lowered', '2026-11-03T10:55', 'the provider refuses more calls at a time'],
  ['breaker-closed', '2026-11-01T09:12'],
  ['breaker-opened', '2026-11-01T09:07', 'five calls in a row were not answered by the provider'],
  ['emergency-stopped', '2026-10-29T16:40'],
] as const

const accountLog = ACCOUNT_LOG.map(([action, at, because], i) => ({
  ...{ id: `0${9 - i}`, action, at: `${at}:00.000Z` },
  by: action === 'emergency-stopped' ? ('person' as const) : ('ringmaster' as const),
  ...(because === undefined ? {} : { because }),
}))

const named = (call: Call, i: number): Call => ({ ...call, name: nameOf(i) })
const onTheTelephone = liveCalls.map(named)
const notFound = (): Response => problem('not_found', 'There is no such thing in the pictures.')

const breakdown: Answers['campaignBreakdown'] = async (request) => {
  const full = await FULL.campaignBreakdown?.(request)
  if (!full || full instanceof Response || !full.breakdown) return notFound()
  return { breakdown: breakdownOf(request.params.id ?? '', full.breakdown), isCurrent: true }
}

const calls: Answers['listCalls'] = async (request) => {
  const full = await FULL.listCalls?.(request)
  if (!full || full instanceof Response) return notFound()
  return { ...full, items: request.query.live === 'true' ? onTheTelephone : full.items.map(named) }
}

const keys: Answers['listKeys'] = async (request) => {
  const full = await FULL.listKeys?.(request)
  if (!full || full instanceof Response) return notFound()
  // Tests need them to be good for as long as there are tests.
  const items = full.items.map((key) => ({
    ...key,
    ...(key.expiresAt?.startsWith('2126') ? { expiresAt: '2027-11-03T14:00:00.000Z' } : {}),
    ...(key.previous ? { previous: { ...key.previous, worksUntil: '2026-11-04T14:00:00.000Z' } } : {}),
  }))
  return { ...full, items }
}

export const ANSWERS: Answers = {
  createTicket: () => ({ ticket: 'abc', socketUrl: 'wss://live.test/v1', expiresAt: AT }),
  health: () => ({ ok: true, time: NOW, checks: [] }),
  ...FULL,
  accountStatus: () => anAccount({ live: 18, campaigns: accountCampaigns, emergencyStoppedAt: '2026-10-29T16:40:00.000Z' }),
  accountActivity: () => ({ items: accountLog, nextCursor: 'older' }),
  whoAmI: () => ({ principal: 'machine', role: 'admin' }),
  listCampaigns: () => ({ items: openedCampaigns, nextCursor: null }),
  getCampaign: ({ params }) => openedCampaigns.find(({ id }) => id === params.id) ?? notFound(),
  campaignActivity: () => ({ items: log, nextCursor: null }),
  campaignBreakdown: breakdown,
  listCalls: calls,
  getCall: () => ({ ...aTalk, name: nameOf(0) }),
  listKeys: keys,
  listContacts: () => ({ items: [...people], nextCursor: 'more' }),
  getContact: () => ({ ...theOpenOne, timeZone: 'America/Denver', calls: [...theirCalls] }),
  contactWhy: ({ params }) =>
    params.id === openedCampaigns[0]?.id
      ? {
          ...{ callable: false, rule: 'window', because: 'It is outside the hours of Denver, and nobody answered the first call.' },
          ...(theOpenOne.dueAt === undefined ? {} : { until: theOpenOne.dueAt }),
        }
      : { callable: false, rule: 'not-active', because: 'The campaign is paused.' },
  listSuppressions: () => ({ items: suppressed, nextCursor: 'older' }),
  previewList: () => preview,
}

const SAID = [
  'Yes, that would be fine.',
  'Could you call me again on Monday?',
  'Your plan ends in May; shall we renew it?',
  'I have to look at the letter first.',
  'How much would that be a month?',
]

/** What was said last in the calls that are answered. */
export const NEWS: readonly PushedEvent[] = onTheTelephone
  .filter(({ state }) => state === 'answered')
  .map((call, i) =>
    turnsOf(call, { index: 3, atMs: 9_000, by: i % 3 === 2 ? 'agent' : 'caller', kind: 'said', text: SAID[i % SAID.length] ?? '' }),
  )
