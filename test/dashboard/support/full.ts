// An API that has something of everything to tell: what the pages look like when they are full.
import { CallDetails } from '#contract/call-details.ts'
import { type CampaignState, Outcome } from '#contract/campaign.ts'
import { ContactState } from '#contract/contact.ts'
import { TemplateId } from '#contract/ids.ts'
import { aCall, aCampaign, aContact, anAccount, anImport, aSheet, aSnapshot, campaignId, someStats } from './build.ts'
import type { Answers } from './server.ts'

const STATES: readonly CampaignState[] = ['active', 'paused', 'pausing', 'draft', 'stopping', 'completed', 'cancelled']
const NAMES = [
  'Spring renewal',
  'Lapsed trials',
  'Win-back',
  'Members’ survey 2026',
  'Late invoices',
  'Appointments',
  'A name that is longer than its column has room for, as names are',
]

const campaigns = STATES.map((state, i) =>
  aSnapshot(
    {
      ...{ id: campaignId(i + 1), name: NAMES[i] ?? state, state, createdAt: `2026-11-0${7 - i}T14:00:00.000Z` },
      settings: { maxConcurrentCalls: 20 },
      ...(state === 'paused' ? { reason: 'the account has no balance' } : {}),
    },
    {
      ...{ totalContacts: 10_000, waiting: 3_120, live: i === 0 ? 12 : 0, retrying: 388, finished: 6_492 - (i === 0 ? 12 : 0) },
      ...{ callsPlaced: 7_204, callsAnswered: 1_923, callsCompleted: 1_911, callsFailed: 5_281, averageDuration: 47, successRate: 0.18 },
      outcomes: {
        human: 1_410,
        voicemail: 402,
        'no-answer': 3_102,
        busy: 1_204,
        'invalid-number': 67,
        'opted-out': 9,
        'carrier-failure': 121,
      },
    },
  ),
)

const instant = (minute: number, second: number): string =>
  `2026-11-03T14:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}.000Z`

const LATENCY = {
  answerToStream: 310,
  streamToStart: 40,
  streamToAgent: 180,
  streamToFirstAudio: 520,
  replyP50: 900,
  replyP95: 1_400,
  replies: 6,
  bargeIns: 1,
  bargeInToClear: 120,
}

/** So many seconds after two o'clock. */
const after = (seconds: number): string => new Date(Date.parse(instant(0, 0)) + seconds * 1_000).toISOString()

const EVERY_S = 18
const MEANT: readonly Outcome[] = ['human', 'no-answer', 'voicemail', 'human', 'busy', 'no-answer', 'human', 'carrier-failure']

/** Overlapping, as on a dozen lines. */
const ended = Array.from({ length: 100 }, (_, i) => {
  const outcome = MEANT[i % MEANT.length] ?? 'human'
  const isAnswered = outcome === 'human' || outcome === 'voicemail'
  const claimed = i * EVERY_S
  const lasted = isAnswered ? 120 + ((i * 37) % 90) : 30
  return aCall(i + 1, {
    phone: `+1202 •••• 0${100 + (i % 99)}`,
    state: isAnswered ? 'completed' : 'no-answer',
    ...{ outcome, attempt: 1 + (i % 5 === 0 ? 1 : 0) + (i % 15 === 0 ? 1 : 0) },
    ...{ claimedAt: after(claimed), endedAt: after(claimed + lasted) },
    ...(isAnswered
      ? {
          answeredAt: after(claimed + 8),
          seconds: lasted - 8,
          answeredBy: 'human' as const,
          latency: { ...LATENCY, streamToFirstAudio: 420 + i * 3 },
        }
      : {}),
  })
})

const live = Array.from({ length: 12 }, (_, i) =>
  aCall(200 + i, {
    phone: `+1202 •••• 01${10 + i}`,
    name: `Person ${110 + i}`,
    state: i > 9 ? 'ringing' : 'answered',
    ...(i > 9 ? {} : { answeredAt: after(1_660 + i * 14) }),
    ...(i === 5 ? { heldDirectly: true } : {}),
    claimedAt: after(1_650 + i * 14),
  }),
)

export const aTalk = CallDetails.parse({
  ...aCall(1, { state: 'completed', outcome: 'human', answeredAt: instant(2, 8), endedAt: instant(2, 55), seconds: 47, latency: LATENCY }),
  ...{ answeredBy: 'human', closedFirst: 'caller', conversationId: 'conv_0142', callSid: 'CA0142' },
  result: {
    ...{ conversationId: 'conv_0142', state: 'done', summary: 'They renew in May.', successful: 'success', cost: 412 },
    evaluation: [{ criterion: 'was_polite', result: 'success', rationale: 'It said please.' }],
    collected: { best_day: 'Monday' },
  },
  timeline: [
    { at: instant(2, 1), what: 'claimed', source: 'ringmaster' },
    { at: instant(2, 8), what: 'answered', source: 'carrier' },
    { at: '2026-11-03T14:02:08.310Z', what: 'audio-connected', source: 'bridge' },
    { at: '2026-11-03T14:02:08.490Z', what: 'agent-ready', source: 'bridge' },
    { at: '2026-11-03T14:02:08.830Z', what: 'agent-heard', source: 'bridge' },
    { at: instant(2, 55), what: 'ended', source: 'carrier', says: 'completed; the caller closed first' },
  ],
  evidence: {
    sipCode: 200,
    answeredBy: 'human',
    detectionMs: 1_240,
    agentSpoke: true,
    speech: { sentMs: 14_200, heardMs: 12_900 },
    isCorrected: false,
  },
})

const contacts = Array.from({ length: 60 }, (_, i) =>
  aContact(i + 1, {
    state: ContactState.options[i % ContactState.options.length] ?? 'pending',
    attempts: i % 3,
    ...(i % 2 === 0 ? { outcome: Outcome.options[i % Outcome.options.length] } : {}),
    ...(i % 4 === 0 ? { dueAt: instant(40, 0), heldBecause: 'outside the hours of Denver' } : {}),
  }),
)

const suppressed = contacts
  .slice(0, 8)
  .map(({ phone }, i) => ({ phone, at: instant(i, 0), because: 'asked the agent not to be called again' }))

const page = <T>(items: T[], nextCursor: string | null = null) => ({ items, nextCursor })

export const FULL: Answers = {
  whoAmI: () => ({ principal: `key:key_01${'0'.repeat(24)}`, name: 'night desk', role: 'admin' }),
  accountStatus: () =>
    anAccount({ live: 12, campaigns: [{ id: campaignId(1), name: 'Spring renewal', state: 'active', live: 12, lines: 20 }] }),
  listCampaigns: () => page(campaigns, 'older'),
  getCampaign: () => campaigns[0] ?? aSnapshot(),
  campaignWhy: () => ({
    limit: 'window',
    state: 'active',
    ...{ because: 'Who is due next may not be called at this hour: outside the hours of Denver.', until: instant(55, 0) },
    ...{ lines: 12, linesOpen: 12, linesBusy: 12, accountLines: 40, callsPerSecond: 1, nextSlotAt: instant(31, 0) },
  }),
  campaignActivity: () =>
    page(
      (['paused', 'resumed', 'edited', 'started', 'created'] as const).map((action, i) => ({
        action,
        by: i === 0 ? ('ringmaster' as const) : ('person' as const),
        ...{ id: `0${9 - i}`, campaignId: campaignId(1), at: instant(25 - i * 5, 0) },
        ...(i === 0 ? { because: 'the account has no balance' } : {}),
      })),
    ),
  listCalls: ({ query }) => page(query.live === 'true' ? live : ended),
  getCall: () => aTalk,
  getTranscript: () =>
    page([
      { index: 0, atMs: 520, by: 'agent', kind: 'said', text: 'Hello Ana, do you have a minute about your plan?' },
      { index: 1, atMs: 4_100, by: 'caller', kind: 'said', text: 'Yes, go on.' },
      { index: 2, atMs: 6_000, by: 'agent', kind: 'used', text: 'schedule_callback' },
      { index: 3, atMs: 8_000, by: 'viewer', kind: 'hinted', text: 'They have been a member since 2019.' },
      { index: 4, atMs: 9_300, by: 'agent', kind: 'said', text: 'You have been with us since', isCutOff: true },
    ]),
  listSheets: () => ({ items: [aSheet()] }),
  getImport: () => anImport({ state: 'imported' }),
  listContacts: () => page(contacts, 'more'),
  getContact: () => ({ ...(contacts[0] ?? aContact(1)), state: 'retrying', calls: [aTalk, ...ended.slice(0, 2)] }),
  contactWhy: () => ({
    callable: false,
    rule: 'due-later',
    because: 'It is called again after a wait, because nobody answered.',
    until: instant(59, 0),
  }),
  listTemplates: () =>
    page([
      {
        ...aCampaign(),
        ...{ id: TemplateId.parse(`tpl_01${'0'.repeat(24)}`), name: 'Renewals', version: 1 },
        ...{ createdAt: instant(0, 0), changedAt: instant(0, 0) },
      },
    ]),
  listSuppressions: () => page(suppressed, 'older'),
  listSuppressionImports: () => page([]),
  campaignStats: () => someStats(),
}
