// One call through every handler that has a part in it, and a log that tells of it without a number in full.
import { marshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { PushedEvent } from '#contract/events.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { log } from '#runtime/log.ts'
import { conversations } from '#store/conversations.ts'
import { attemptKey } from '#store/table.ts'
import { handler as claimAndDial } from '../../functions/handlers/claim-and-dial.ts'
import { handler as nextRun } from '../../functions/handlers/next-run.ts'
import { handler as plan } from '../../functions/handlers/plan.ts'
import { handler as pushChanges } from '../../functions/handlers/push-changes.ts'
import { handler as reconcile } from '../../functions/handlers/reconcile.ts'
import { handler as status } from '../../functions/handlers/twilio-status.ts'
import { handler as voice } from '../../functions/handlers/twilio-voice.ts'
import { someSettings } from '../support/builders.ts'
import { ask } from '../support/lambda.ts'
import { captureOutput } from '../support/output.ts'
import { openStore } from '../support/store.ts'
import { ACCOUNT_SID, AUTH_TOKEN, startSurroundings } from '../support/surroundings.ts'
import { callFields, webhookEvent } from '../support/twilio-webhook.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

const CALL = { sid: `CA${'1'.repeat(32)}`, status: 'queued', date_created: 'Mon, 02 Nov 2026 15:00:01 +0000', queue_time: '0' }

/** A campaign at work with the i-th number of fiction, and its first attempt's id. */
const atWork = async (i: number) => {
  const store = openStore()
  const settings = someSettings({ callDelay: 0, maxConcurrentCalls: 1, retryCount: 1, retryDelay: 60_000 })
  const campaign = await store.campaign({ state: 'active', run: 1, totalContacts: 1, settings }, { watched: true })
  // The handlers live by the machine's own clock.
  const dueAt = new Date(Date.now() - 1_000).toISOString()
  const contact = await store.contact(campaign, i, { name: 'Ana Canary', variables: { secret: 'her-favourite-colour' }, dueAt })
  return { ...store, campaign, contact, attemptId: attemptIdOf(campaign.id, contact.id, 1) }
}
const run = ({ campaign }: Awaited<ReturnType<typeof atWork>>) => ({ campaignId: campaign.id, run: 1 })

describe('a call', () => {
  it('goes through the handlers from the plan to the completed campaign', async () => {
    const here = await atWork(1)
    expect(await plan(run(here))).toEqual({ next: 'run', lines: 1 })

    surroundings.twilio.answers(201, CALL)
    await claimAndDial({ ...run(here), k: 0, turn: 0, token: 'token-1' })
    expect(new URLSearchParams(surroundings.twilio.asked.at(-1)?.body).get('To')).toBe(here.contact.phone)
    expect(await here.attempts.get(here.attemptId)).toMatchObject({ state: 'queued', callSid: CALL.sid })
    // The turn goes on until its call is over.
    expect(surroundings.ends.has('token-1')).toBe(false)

    await ask(voice, webhookEvent({ to: 'voice', attemptId: here.attemptId, fields: callFields('in-progress') }))
    const bridge = conversations('ringmaster-test', { random: Math.random, log, transcriptDays: 90 })
    expect(await bridge.open(here.attemptId)).toMatchObject({ kind: 'open' })
    await ask(status, webhookEvent({ to: 'status', attemptId: here.attemptId, fields: callFields('completed', { CallDuration: '30' }) }))
    expect(surroundings.ends.get('token-1')).toBe('again')

    await claimAndDial({ ...run(here), k: 0, turn: 1, token: 'token-2' })
    expect(surroundings.ends.get('token-2')).toBe('Lane.Leave')
    expect(await here.reread(here.campaign)).toMatchObject({ state: 'completed' })
    await nextRun(run(here))
    expect((await here.reread(here.campaign)).run).toBe(1)
    expect(await plan(run(here))).toEqual({ next: 'end' })
  })

  it('that the handlers are asked for with something else is refused before anything is read', async () => {
    await expect(plan({ campaignId: 'cmp_1', run: 1 })).rejects.toThrow()
    await expect(claimAndDial({ campaignId: 'x' })).rejects.toThrow()
    await expect(nextRun({})).rejects.toThrow()
  })
})

describe('a campaign without an execution', () => {
  it('is revived by the minute', async () => {
    captureOutput()
    const here = await atWork(2)
    await reconcile()
    expect(surroundings.started).toContain(`${here.campaign.id}-1`)
  })
})

describe('a change of the table', () => {
  it('reaches those who watch its campaign', async () => {
    const here = await atWork(3)
    here.move(Date.now() - here.clock.now())
    await here.viewers.subscribe('viewer', here.campaign.id)
    surroundings.viewers.answers(200, '')
    await here.lanes.open(here.campaign.id, { k: 0, run: 1 })
    const key = attemptKey(here.attemptId)
    const lane = { PK: `CAMPAIGN#${here.campaign.id}#LANES`, SK: 'LANE#00000' }
    await pushChanges({ Records: [lane, key].map((Keys) => ({ dynamodb: { Keys: marshall(Keys), NewImage: marshall(Keys) } })) })
    expect(surroundings.viewers.asked.map(({ body }) => PushedEvent.parse(JSON.parse(body)).event)).toEqual(['campaign_progress'])
  })
})

describe('the log', () => {
  const digits = ({ contact }: Awaited<ReturnType<typeof atWork>>) => contact.phone.slice(2)

  it.each([
    ['is accepted', 10, 201, CALL],
    ['is refused for its number', 11, 400, { code: 21211, status: 400, message: "The 'To' number +12025550111 is not valid." }],
    ['is refused for the account', 12, 401, { code: 20003, status: 401, message: 'Authenticate +12025550112' }],
    ['may ring', 13, 503, { code: 20503, status: 503, message: 'Busy with +12025550113' }],
  ])('of a dial that %s has no number in full, no name and no key', async (_, i, httpStatus, body) => {
    const output = captureOutput()
    const here = await atWork(i)
    await plan(run(here))
    surroundings.twilio.answers(httpStatus, body)
    await claimAndDial({ ...run(here), k: 0, turn: 0, token: `token-${i}` })
    await ask(voice, webhookEvent({ to: 'voice', attemptId: here.attemptId, fields: callFields('in-progress') }))
    for (const secret of [digits(here), 'Canary', 'favourite', AUTH_TOKEN]) expect(output.text()).not.toContain(secret)
  })

  it('of a look-up that breaks off has no number in full, and no credentials', async () => {
    const output = captureOutput()
    const here = await atWork(20)
    await plan(run(here))
    surroundings.twilio.answers(503, {})
    await claimAndDial({ ...run(here), k: 0, turn: 0, token: 'token-20' })
    // The lease is over, and Twilio is out of reach: the SDK's error carries the request as it was sent.
    await here.table.update(attemptKey(here.attemptId), { change: { set: { leaseMs: Date.now() - 1_000 } }, schema: z.unknown() })
    surroundings.twilio.close()
    await reconcile()
    expect(output.text()).toContain('reconcile.failed')
    const authorization = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64')
    for (const secret of [digits(here), authorization, AUTH_TOKEN]) expect(output.text()).not.toContain(secret)
  })
})
