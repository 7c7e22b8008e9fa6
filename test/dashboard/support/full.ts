// An API that has something of everything to tell: what the pages look like when they are full.
import type { ApiKey } from '#contract/access.ts'
import type { AuditEntry } from '#contract/audit.ts'
import type { Breakdown } from '#contract/breakdown.ts'
import type { Call } from '#contract/call.ts'
import { CallDetails } from '#contract/call-details.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'
import { Weekday } from '#contract/campaign-settings.ts'
import type { Output } from '#contract/client.ts'
import type { Contact } from '#contract/contact.ts'
import { ContactState } from '#contract/contact-parts.ts'
import type { Export } from '#contract/export.ts'
import { EventId, ExportId, KeyId, TemplateId, WebhookId } from '#contract/ids.ts'
import { Outcome } from '#contract/outcome.ts'
import type { Delivery } from '#contract/webhook.ts'
import { aTally } from './breakdown.ts'
import { aCall, aCampaign, aContact, anAccount, anImport, aSheet, aSnapshot, campaignId, someStats } from './build.ts'
import type { Answers } from './server.ts'
import { aWebhook } from './webhook.ts'

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

export const liveCalls = Array.from({ length: 12 }, (_, i) =>
  aCall(200 + i, {
    phone: `+1202 •••• 01${10 + i}`,
    name: `Person ${110 + i}`,
    state: i > 9 ? 'ringing' : 'answered',
    ...(i > 9 ? {} : { answeredAt: after(1_660 + i * 14) }),
    ...(i === 5 ? { heldDirectly: true } : {}),
    claimedAt: after(i > 9 ? 1_965 + (i - 10) * 7 : 1_650 + i * 14),
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
    state: ContactState.options[(i + 2) % ContactState.options.length] ?? 'pending',
    attempts: 3 - (i % 3),
    ...(i % 2 === 0 ? { outcome: Outcome.options[(i + 2) % Outcome.options.length] } : {}),
    ...(i % 4 === 0 ? { dueAt: instant(40, 0), heldBecause: 'outside the hours of Denver' } : {}),
  }),
)

const suppressed = contacts
  .slice(0, 8)
  .map(({ phone }, i) => ({ phone, at: instant(i, 0), because: 'asked the agent not to be called again' }))

/** In three campaigns: called in two of them, one of which was deleted, and still to be called in the third. */
const ana = aContact(40, { name: 'Ana Torres', phone: '+12025550140' })
const inCampaign = (n: number, over: Partial<Contact>, calls: readonly Call[]) => ({
  campaign: { id: campaignId(n), name: NAMES[n - 1] ?? '', state: 'active' as const, ...(n === 6 ? { deletedAt: instant(30, 0) } : {}) },
  contact: { ...ana, campaignId: campaignId(n), ...over, calls: [...calls] },
})
const found: Output<'findPerson'>['items'] = [
  inCampaign(1, { state: 'retrying', attempts: 2, outcome: 'no-answer', dueAt: instant(59, 0) }, [
    aCall(40, { state: 'no-answer', outcome: 'no-answer', attempt: 2, claimedAt: instant(20, 0), endedAt: instant(20, 31) }),
    aCall(41, { state: 'busy', outcome: 'busy', attempt: 1, claimedAt: instant(4, 0), endedAt: instant(4, 12) }),
  ]),
  inCampaign(2, { state: 'pending', dueAt: instant(50, 0) }, []),
  inCampaign(6, { name: 'A. Torres', state: 'done', attempts: 1, outcome: 'human' }, [
    aCall(42, {
      ...{ campaignId: campaignId(6), state: 'completed', outcome: 'human', attempt: 1, seconds: 74 },
      ...{ claimedAt: instant(10, 0), answeredAt: instant(10, 9), endedAt: instant(11, 23) },
    }),
  ]),
]

/** Better in the evening and in the middle of the week; nobody is called on Sundays. */
const hours: Breakdown['hours'] = Weekday.options.slice(0, 6).flatMap((weekday, day) =>
  Array.from({ length: weekday === 'sat' ? 5 : 11 }, (_, i) => {
    const calls = day === 5 && i === 4 ? 6 : 90 + ((day * 37 + i * 53) % 60)
    const rate = 0.16 + 0.012 * i + 0.05 * (2 - Math.abs(2 - day)) + 0.012 * ((day * 7 + i * 3) % 5)
    return { weekday, hour: 9 + i, ...aTally(calls, Math.round(calls * rate)) }
  }),
)

const none = { contacts: 0, ...aTally(0) }
const breakdown: Breakdown = {
  ...{ asOf: instant(30, 0), total: aTally(7_204, 1_923, 1_117), hours, hourUnknown: aTally(412), hasMoreColumns: false },
  attempts: [aTally(5_900, 1_622), aTally(1_104, 269), aTally(200, 32)].map((tally, i) => ({ attempt: i + 1, ...tally })),
  columns: [
    {
      name: 'plan',
      values: [
        { value: 'gold', contacts: 2_400, ...aTally(1_900, 702) },
        { value: 'silver', contacts: 5_100, ...aTally(3_804, 890) },
        { value: 'A plan with a name that nobody thought of', contacts: 12, ...aTally(14, 4) },
      ],
      others: { contacts: 3, ...aTally(5, 1) },
      without: { contacts: 2_485, ...aTally(1_481, 326) },
    },
    { name: 'city', values: [{ value: 'Denver', contacts: 10_000, ...aTally(7_204, 1_923) }], others: none, without: none },
  ],
  variedColumns: ['name', 'member id', 'last letter'],
}

const exported = (n: number, over: Partial<Export> = {}): Export => ({
  ...{ id: ExportId.parse(`exp_01${String(n).padStart(24, '0')}`), campaignId: campaignId(1), format: 'csv', state: 'done', rows: 10_000 },
  createdAt: instant(20 - n, 0),
  ...over,
})

export const aHook = aWebhook({ name: 'CRM', events: ['call.ended', 'call.updated', 'campaign.state-changed'] })
const dead = aWebhook({
  ...{
    id: WebhookId.parse(`whk_01${'2'.padStart(24, '0')}`),
    name: 'Warehouse',
    url: 'https://warehouse.example.com/a/rather/long/path/to/what/takes/it',
  },
  failingSince: instant(12, 0),
})

const deliveries = (['delivered', 'waiting', 'dead', 'delivered'] as const).map(
  (state, i): Delivery => ({
    ...{ id: EventId.parse(`evt_01${String(i).padStart(24, '0')}_${'0'.repeat(26)}`), webhookId: aHook.id, type: 'call.ended', state },
    ...{ createdAt: instant(20 - i, 0), tries: state === 'dead' ? 11 : 1 },
    ...(state === 'waiting' ? { nextTryAt: instant(40, 0) } : {}),
    lastTry: {
      ...{ at: instant(21, 0), latencyMs: 112 },
      ...(state === 'delivered'
        ? { status: 204 }
        : { status: 503, answer: 'The warehouse is closed for stocktaking until Monday morning.' }),
    },
  }),
)

const aKey = (n: number, over: Partial<ApiKey>): ApiKey => ({
  ...{ id: KeyId.parse(`key_01${String(n).padStart(24, '0')}`), name: 'CRM', scope: 'operate', shown: `rm_01JD000${n}…` },
  ...{ createdAt: instant(0, 0), createdBy: 'machine' },
  ...over,
})
const keys = [
  aKey(1, { name: 'night desk', scope: 'admin', lastUsedAt: instant(30, 0) }),
  aKey(2, { expiresAt: '2126-11-03T14:00:00.000Z', previous: { shown: 'rm_01JC0000…', worksUntil: '2126-01-04T14:00:00.000Z' } }),
  aKey(3, { name: 'A nightly import of the members from the warehouse', scope: 'read', expiresAt: instant(1, 0) }),
  aKey(4, { name: 'A contractor', revokedAt: instant(10, 0), createdBy: `key:key_01${'1'.padStart(24, '0')}` }),
]

const anEntry = (n: number, over: Partial<AuditEntry>): AuditEntry => ({
  ...{ id: `0${9 - n}`, at: instant(31 - n * 2, 0), principal: `key:${keys[1]?.id}`, role: 'operator', outcome: 'done', status: 200 },
  ...{ request: `POST /api/db/campaigns/${campaignId(1)}/start`, requestId: `7d1c2f0e-${n}` },
  ...over,
})
const audited = [
  anEntry(0, {}),
  anEntry(1, { principal: 'token:ana', outcome: 'refused', status: 412, request: `PUT /api/db/campaigns/${campaignId(1)}` }),
  anEntry(2, { outcome: 'denied', status: 403, because: 'role-too-low', role: 'viewer', request: 'POST /api/db/keys' }),
  anEntry(3, {
    principal: 'nobody',
    role: undefined,
    outcome: 'denied',
    status: 401,
    because: 'unknown-key',
    request: 'GET /api/db/campaigns',
  }),
  anEntry(4, { principal: 'machine', role: 'admin', request: 'DELETE /api/db/suppressions/{phone}' }),
  anEntry(5, { outcome: 'failed', status: 503, request: `POST /api/db/campaigns/${campaignId(2)}/exports` }),
]

const page = <T>(items: T[], nextCursor: string | null = null) => ({ items, nextCursor })

export const FULL: Answers = {
  whoAmI: () => ({ principal: `key:key_01${'0'.repeat(24)}`, name: 'night desk', role: 'admin' }),
  accountStatus: () =>
    anAccount({
      live: 12,
      lines: { allowed: 40, now: 24 },
      campaigns: [{ id: campaignId(1), name: 'Spring renewal', state: 'active', live: 12, lines: 20 }],
      emergencyStoppedAt: instant(2, 0),
    }),
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
  listCalls: ({ query }) => page(query.live === 'true' ? liveCalls : ended),
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
  findPerson: () => ({ number: { phone: ana.phone, isSuppressed: false }, ...page(found) }),
  listSuppressions: () => page(suppressed, 'older'),
  listSuppressionImports: () => page([]),
  campaignStats: () => someStats(),
  campaignBreakdown: ({ params }) =>
    params.id === campaignId(1) ? { breakdown, isCurrent: true } : { breakdown, isCurrent: false, counting: { contacts: 4_200 } },
  listExports: () => page([exported(1), exported(2, { format: 'xlsx', state: 'running', rows: 4_000 })]),
  getExport: () => ({ ...exported(1), file: { url: 'https://bucket.test/x.csv', bytes: 2_300_000, expiresAt: instant(59, 0) } }),
  listWebhooks: () => page([aHook, dead]),
  listDeliveries: () => page(deliveries, 'older'),
  listKeys: () => page(keys, 'older'),
  auditLog: () => page(audited, 'older'),
  accountActivity: () =>
    page(
      (['ceiling-lowered', 'breaker-closed', 'breaker-opened', 'emergency-stopped'] as const).map((action, i) => ({
        ...{
          id: `0${9 - i}`,
          action,
          at: instant(25 - i * 5, 0),
          by: action === 'emergency-stopped' ? ('person' as const) : ('ringmaster' as const),
        },
        ...(i === 0 ? { because: 'the provider refuses more calls at a time' } : {}),
      })),
      'older',
    ),
}
