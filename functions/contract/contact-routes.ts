// Routes of what a campaign consists of: its contacts, their calls, its lists.
import * as z from 'zod/mini'
import { Call } from './call.ts'
import { CallDetails } from './call-details.ts'
import { Contact, ContactRow } from './contact.ts'
import { ContactState } from './contact-parts.ts'
import { FunnelStep } from './funnel.ts'
import { AttemptId, CampaignId, ContactId, ImportId, Instant } from './ids.ts'
import { Import, ImportWithResults, Reject } from './import.ts'
import { ColumnMapping } from './list.ts'
import { ListFileName, MOST_LIST_REQUEST_BYTES } from './list-file.ts'
import { ListPreview, ListPreviewRequest } from './list-preview.ts'
import { Outcome } from './outcome.ts'
import { OneOrMore, trimmed } from './parts.ts'
import { defineRoutes, nothing, ofCampaign, page, pageOf } from './route.ts'
import { TranscriptTurn } from './transcript.ts'
import { ContactWhy } from './why.ts'

const NewUpload = z.strictObject({
  /** Absent: the list waits, to be looked at with POST /api/db/imports/preview, until a campaign is started with its importId. */
  campaignId: z.optional(CampaignId),
  /** The file's own name, for the report; its ending says what kind it is. */
  fileName: ListFileName,
  /** In bytes, when it is known: one that is too large is refused before it is sent. */
  size: z.optional(OneOrMore),
})

const Upload = z.object({
  importId: ImportId,
  /** Send the file here with PUT and this content type, within five minutes. */
  url: z.string(),
  contentType: z.string(),
  expiresAt: Instant,
})

/** One that is no contact is a reject: the others are added all the same. */
const GivenContact = z.union([ContactRow, z.unknown()])

/** In place of a second upload: the list's text, or a list that waits in the bucket and was looked at there. */
const NewList = z.strictObject({
  csv: z.optional(z.string().check(z.minLength(1), z.maxLength(5_000_000))),
  importId: z.optional(ImportId),
  /** Of a workbook; absent: its first. */
  sheet: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  fileName: z._default(z.string().check(z.minLength(1), z.maxLength(200)), 'contacts.csv'),
  /** What its columns are, by name; the campaign remembers it. */
  mapping: z.optional(ColumnMapping),
})

const ofImport = z.strictObject({ id: CampaignId, importId: ImportId })
const ofCall = z.strictObject({ callId: AttemptId })

export const contactRoutes = defineRoutes({
  listContacts: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/contacts',
    summary: 'The contacts of a campaign. A filter may leave a page short; `nextCursor` says whether there is more',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: z.strictObject({
      ...page(100),
      state: z.optional(ContactState),
      /** What the last call that is over meant. */
      outcome: z.optional(Outcome),
      /** Those who have come as far as this step of the funnel. */
      step: z.optional(FunnelStep),
      /** A number, or a part of a name or of a number. A whole number is found at once. */
      search: z.optional(trimmed(200)),
    }),
    response: pageOf(Contact),
  },
  addContacts: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/contacts',
    summary: 'Add contacts; one that the campaign has already is brought up to date, whatever its state, and stays in it',
    role: 'operator',
    status: [200],
    params: ofCampaign,
    query: nothing,
    body: z.strictObject({ contacts: z.array(GivenContact).check(z.minLength(1), z.maxLength(1_000)) }),
    bodyLimit: MOST_LIST_REQUEST_BYTES,
    response: z.object({ imported: z.int(), updated: z.int(), duplicates: z.int(), rejects: z.array(Reject) }),
  },
  contactWhy: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/contacts/{contactId}/why',
    summary: 'Why the contact is not being called: which rule holds it, and until when',
    role: 'viewer',
    status: [200],
    params: z.strictObject({ id: CampaignId, contactId: ContactId }),
    query: nothing,
    response: ContactWhy,
  },
  listCalls: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/calls',
    summary: 'The calls of a campaign, newest first; `live=true` gives those that are not over',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: z.strictObject({ ...page(100), live: z.optional(z.stringbool()) }),
    response: pageOf(Call),
  },
  getCall: {
    method: 'GET',
    path: '/api/db/calls/{callId}',
    summary: 'One call, live or over: when what happened and who says so, what its outcome was judged by, how quick it was',
    role: 'viewer',
    status: [200],
    params: ofCall,
    query: nothing,
    response: CallDetails,
  },
  getTranscript: {
    method: 'GET',
    path: '/api/db/calls/{callId}/transcript',
    summary: 'What was said in a call so far, turn by turn; `transcript_update` tells the rest while it lasts',
    role: 'viewer',
    status: [200],
    params: ofCall,
    query: z.strictObject(page(200)),
    response: pageOf(TranscriptTurn),
  },
  listenToCall: {
    method: 'POST',
    path: '/api/db/calls/{callId}/listen',
    summary: 'A WebSocket address on which a live call is heard, and hints are given to its agent; good once, within 30 seconds',
    role: 'operator',
    status: [201],
    params: ofCall,
    query: nothing,
    response: z.object({ url: z.string(), expiresAt: Instant }),
  },
  endCall: {
    method: 'POST',
    path: '/api/db/calls/{callId}/end',
    summary: 'Hang up a live call, or cancel one that nobody has answered; a call that is over is left as it is',
    role: 'operator',
    status: [200, 202],
    params: ofCall,
    query: nothing,
    location: '/api/db/calls/{id}',
    response: Call,
  },
  createUpload: {
    method: 'POST',
    path: '/api/db/uploads',
    summary: 'A presigned address to upload a contact list to',
    role: 'operator',
    status: [201],
    params: nothing,
    query: nothing,
    body: NewUpload,
    response: Upload,
  },
  previewList: {
    method: 'POST',
    path: '/api/db/imports/preview',
    summary: 'A list looked at before anything is written: its columns, what would become of its rows, and how the words sound',
    role: 'operator',
    status: [200],
    params: nothing,
    query: nothing,
    body: ListPreviewRequest,
    bodyLimit: MOST_LIST_REQUEST_BYTES,
    response: ListPreview,
  },
  listImports: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/imports',
    summary: 'The lists of a campaign, newest first',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: z.strictObject(page(100)),
    response: pageOf(Import),
  },
  addList: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/imports',
    summary: 'Import one more list into a campaign: its text, or an upload that waits and was looked at',
    role: 'operator',
    status: [202],
    params: ofCampaign,
    query: nothing,
    body: NewList,
    bodyLimit: MOST_LIST_REQUEST_BYTES,
    response: Import,
  },
  getImport: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/imports/{importId}',
    summary: 'How far an import is, what it could not use, and where its report and its rejected rows can be fetched',
    role: 'viewer',
    status: [200],
    params: ofImport,
    query: nothing,
    response: ImportWithResults,
  },
  undoImport: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/imports/{importId}/undo',
    summary: 'Take out again whom the list alone brought and nobody has called; 202 while that goes on',
    role: 'operator',
    status: [200, 202],
    params: ofImport,
    query: nothing,
    location: '/api/db/campaigns/{campaignId}/imports/{id}',
    response: Import,
  },
})
