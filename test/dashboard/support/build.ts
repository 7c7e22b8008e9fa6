// Campaigns, calls and news as the API gives them, with what a test cares about overridden.
import type * as z from 'zod/mini'
import { AccountStatus } from '#contract/account.ts'
import { Call } from '#contract/call.ts'
import { Campaign, CampaignStats, type CampaignWithLive, CampaignWithStats } from '#contract/campaign.ts'
import { Contact } from '#contract/contact.ts'
import type { ClientMessage, PushedEvent } from '#contract/events.ts'
import { CampaignId } from '#contract/ids.ts'
import { Import } from '#contract/import.ts'
import { ListPreview } from '#contract/list-preview.ts'
import { Sheet } from '#contract/sheet.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'

/** `campaignId(1)`, `campaignId(2)`, … */
export const campaignId = (n: number): CampaignId => CampaignId.parse(`cmp_01${String(n).padStart(24, '0')}`)

export const someStats = (over: Partial<z.input<typeof CampaignStats>> = {}): CampaignStats =>
  CampaignStats.parse({
    totalContacts: 40,
    waiting: 20,
    live: 3,
    retrying: 7,
    finished: 10,
    callsPlaced: 20,
    callsAnswered: 8,
    callsCompleted: 6,
    callsFailed: 11,
    averageDuration: 47,
    successRate: 0.5,
    outcomes: { human: 5, voicemail: 1, 'no-answer': 11 },
    ...over,
  })

export const aCampaign = (over: Partial<z.input<typeof Campaign>> = {}): Campaign =>
  Campaign.parse({
    id: campaignId(1),
    name: 'Spring renewal',
    state: 'active',
    prompt: 'Be brief and kind.',
    firstMessage: 'Hello {{name}}.',
    defaultCountry: 'US',
    settings: {},
    edition: 1,
    openImports: 0,
    createdAt: '2026-11-03T14:00:00.000Z',
    startedAt: '2026-11-03T14:01:00.000Z',
    version: 1,
    ...over,
  })

export const anAccount = (over: Partial<z.input<typeof AccountStatus>> = {}): AccountStatus =>
  AccountStatus.parse({
    lines: { allowed: 40, now: 40 },
    callsPerSecond: { allowed: 1, now: 1 },
    live: 3,
    breakers: [
      { provider: 'twilio', state: 'closed' },
      { provider: 'elevenlabs', state: 'closed' },
    ],
    campaigns: [{ id: campaignId(1), name: 'Spring renewal', state: 'active', live: 3, lines: 5 }],
    ...over,
  })

/** A campaign as a command answers with it. */
export const anAnswer = (over: Partial<z.input<typeof Campaign>> = {}): CampaignWithLive => ({ ...aCampaign(over), live: 0 })

export const aSnapshot = (
  over: Partial<z.input<typeof Campaign>> = {},
  stats: Partial<z.input<typeof CampaignStats>> = {},
): CampaignWithStats => CampaignWithStats.parse({ ...aCampaign(over), stats: someStats(stats) })

/** The n-th contact's call. */
export const aCall = (n: number, over: Partial<z.input<typeof Call>> = {}): Call => {
  const contact = n.toString(16).padStart(26, '0')
  return Call.parse({
    id: `att_01${'0'.repeat(23)}1_${contact}_1`,
    campaignId: campaignId(1),
    contactId: `ctc_${contact}`,
    phone: `+1202 •••• 01${String(n).padStart(2, '0')}`,
    name: `Person ${n}`,
    attempt: 1,
    edition: 1,
    state: 'ringing',
    claimedAt: `2026-11-03T14:02:${String(n).padStart(2, '0')}.000Z`,
    version: 1,
    ...over,
  })
}

/** The n-th contact, with a number of fiction. */
export const aContact = (n: number, over: Partial<z.input<typeof Contact>> = {}): Contact =>
  Contact.parse({
    id: `ctc_${n.toString(16).padStart(26, '0')}`,
    campaignId: campaignId(1),
    phone: `+12025550${String(100 + n).padStart(3, '0')}`,
    name: `Person ${n}`,
    variables: { plan: 'silver' },
    state: 'pending',
    attempts: 0,
    ...over,
  })

export const anImport = (over: Partial<z.input<typeof Import>> = {}): Import =>
  Import.parse({
    id: 'imp_0123456789AB',
    campaignId: campaignId(1),
    fileName: 'contacts.csv',
    state: 'importing',
    rows: 40,
    imported: 38,
    updated: 0,
    duplicates: 1,
    rejected: 1,
    rejects: [{ line: 14, column: 'phone', reason: 'the number is too short' }],
    ...over,
  })

export const aSheet = (over: Partial<z.input<typeof Sheet>> = {}): Sheet =>
  Sheet.parse({
    campaignId: campaignId(1),
    spreadsheetId: 'sheet-1',
    title: 'Members',
    tab: 'May',
    account: 'robot@example.test',
    mapping: {},
    columns: {},
    imported: 38,
    duplicates: 1,
    rejected: 2,
    connectedAt: '2026-11-03T14:00:00.000Z',
    ...over,
  })

/** A list of two people, of whom one is called. */
export const aPreview = (over: Partial<z.input<typeof ListPreview>> = {}): ListPreview =>
  ListPreview.parse({
    file: { format: 'delimited', isGzipped: false, encoding: 'utf-8', delimiter: ';', hasHeader: true, firstLine: 2 },
    columns: [
      { header: 'Telefon', field: 'phone', samples: ['+1 202 555 0142', '12'] },
      { header: 'Kunde', field: 'variable', samples: ['Ada Quill'] },
    ],
    rows: [{ line: 2, phone: '+12025550142', variables: { Kunde: 'Ada Quill' }, overrides: {}, fate: 'new' }],
    rejects: [{ line: 3, column: 'Telefon', reason: 'the number is too short', cell: '12' }],
    reasons: [{ column: 'Telefon', reason: 'the number is too short', rows: 1 }],
    counts: { rows: 2, willBeCalled: 1, neverCalled: 0, suppressed: 0, known: 0, duplicates: 0, rejected: 1 },
    isWhole: true,
    ...over,
  })

export const updateOf = (campaign: Campaign): PushedEvent => ({ event: 'campaign_update', version: campaign.version, data: campaign })

export const progressOf = (version: number, stats: CampaignStats, id = campaignId(1), at?: string): PushedEvent => ({
  event: 'campaign_progress',
  version,
  data: { campaignId: id, stats, ...(at === undefined ? {} : { at }) },
})

export const callsOf = (...calls: Call[]): PushedEvent => ({
  event: 'campaign_call_update',
  version: 1,
  data: { campaignId: campaignId(1), calls },
})

export const turnsOf = ({ id, campaignId: of }: Call, ...turns: TranscriptTurn[]): PushedEvent => ({
  event: 'transcript_update',
  version: 0,
  data: { campaignId: of, turns: turns.map((turn) => ({ ...turn, callId: id })) },
})

export const asText = (message: PushedEvent | ClientMessage): string => JSON.stringify(message)
