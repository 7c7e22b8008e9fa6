// One event for each function that asks little and is answered in earnest: what comes back, and what it asked AWS for on the way.
import { marshall } from '@aws-sdk/util-dynamodb'
import type { FunctionName } from '#env/all.ts'
import { aContact, attemptId, campaignId, contactId } from './builders.ts'
import { apiEvent, httpEvent } from './lambda.ts'
import { aConversation, postCallEvent } from './told.ts'
import { callFields, webhookEvent } from './twilio-webhook.ts'

type Smoke = {
  event: unknown
  /** Absent: it has nothing to say. */
  answer?: object
  /** By their names, each once, sorted; those of the table first. */
  asks: readonly string[]
  /** In its log, or as the error with which it fails. */
  says?: RegExp
}

const NOT_FOUND = { statusCode: 404, body: { code: 'not_found' } }
/** The secret first, which the signature is checked with. */
const SIGNED = ['GetItem', 'GetSecretValue']
const run = { campaignId, run: 1 }
const ulid = campaignId.replace('cmp_', '')
const created = (key: string) => ({ detail: { object: { key, size: 0 } } })
const everyMinute = {}

const change = (SK: string, images: object) => ({
  Records: [{ dynamodb: { Keys: marshall({ PK: `CAMPAIGN#${campaignId}`, SK }), SequenceNumber: '1', ...images } }],
})
const called = change(`CONTACT#${contactId}`, { OldImage: marshall(aContact()), NewImage: marshall(aContact({ state: 'done' })) })

/** Nobody has let the caller in. */
const stranger = { ...apiEvent('listCampaigns'), requestContext: httpEvent({ routeKey: 'GET /api/db/campaigns' }).requestContext }

export const SMOKE: Record<FunctionName, Smoke> = {
  api: { event: stranger, answer: { statusCode: 401, body: { code: 'unauthorized' } }, asks: ['PutItem'] },
  authorize: {
    event: httpEvent({ routeKey: 'GET /api/db/campaigns' }),
    answer: { isAuthorized: true, context: { kind: 'refused', because: 'not-this-machine' } },
    asks: [],
  },
  socket: {
    event: { requestContext: { routeKey: '$disconnect', connectionId: 'c1' } },
    answer: { statusCode: 200 },
    asks: ['DeleteItem', 'Query'],
  },
  'twilio-voice': { event: webhookEvent({ to: 'voice', attemptId, fields: callFields('in-progress') }), answer: NOT_FOUND, asks: SIGNED },
  'twilio-status': { event: webhookEvent({ to: 'status', attemptId, fields: callFields('completed') }), answer: NOT_FOUND, asks: SIGNED },
  'twilio-machine': {
    event: webhookEvent({ to: 'machine', attemptId, fields: { CallSid: 'CA1', AnsweredBy: 'human' } }),
    answer: NOT_FOUND,
    asks: SIGNED,
  },
  'twilio-recording': {
    event: webhookEvent({ to: 'recording', attemptId, fields: { CallSid: 'CA1', RecordingStatus: 'absent' } }),
    answer: { statusCode: 204 },
    asks: SIGNED,
    says: /recording\.of-nobody/,
  },
  'elevenlabs-post-call': {
    event: postCallEvent({ data: aConversation() }),
    answer: { statusCode: 200 },
    asks: SIGNED,
    says: /result\.of-nobody/,
  },
  plan: { event: run, answer: { next: 'end' }, asks: ['GetItem'] },
  'claim-and-dial': { event: { ...run, k: 0, turn: 0, token: 'token' }, asks: ['GetItem', 'Query', 'SendTaskFailure'] },
  'next-run': { event: run, asks: ['GetItem'], says: /There is no campaign cmp_/ },
  reconcile: { event: everyMinute, asks: ['GetItem', 'Query'], says: /"CampaignsActive":0/ },
  'import-contacts': { event: created(`imports/wake/${campaignId}/imp_${ulid}`), asks: ['GetItem'], says: /import\.unknown/ },
  'import-suppressions': {
    event: created(`imports/wake/suppressions/imp_${ulid}`),
    asks: ['GetItem'],
    says: /suppressions\.unknown-import/,
  },
  'export-contacts': { event: created(`exports/wake/${campaignId}/exp_${ulid}`), asks: ['GetItem'] },
  'push-changes': { event: change('CAMPAIGN', { NewImage: {} }), asks: ['GetItem', 'Query'] },
  'note-changes': { event: called, asks: ['GetItem'] },
  'tend-sheets': { event: everyMinute, asks: ['Query'] },
  'fetch-results': { event: everyMinute, asks: ['Query'] },
  'keep-recordings': { event: everyMinute, asks: ['Query'] },
  'send-webhooks': { event: everyMinute, asks: ['Query'] },
}
