// Status callbacks: only Twilio's, each once, in whatever order they come.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attemptIdOf } from '#domain/ids.ts'
import { handler } from '../../functions/handlers/twilio-status.ts'
import { claimed } from '../support/claimed.ts'
import { ask } from '../support/lambda.ts'
import { captureOutput } from '../support/output.ts'
import { startSurroundings } from '../support/surroundings.ts'
import { callFields, webhookEvent } from '../support/twilio-webhook.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

let here: Awaited<ReturnType<typeof claimed>>
beforeEach(async () => {
  here = await claimed()
  surroundings.ends.clear()
})

const tell = (status: string, more: Record<string, string> = {}) =>
  ask(handler, webhookEvent({ to: 'status', attemptId: here.attempt.id, fields: callFields(status, more) }))

describe('a callback of Twilio’s', () => {
  it('moves its attempt on, and has nothing to say', async () => {
    expect(await tell('ringing')).toEqual({ status: 204, type: '', body: undefined })
    expect((await here.now()).attempt).toMatchObject({ state: 'ringing', callSid: `CA${'1'.repeat(32)}` })
    expect((await here.now()).lane?.counters).toMatchObject({ callsPlaced: 1, live: 1 })
  })

  it('that tells of the end settles the attempt, frees its line and wakes its lane', async () => {
    await tell('in-progress')
    await here.attempts.openStream(here.attempt, { openedMs: 1 })
    await tell('completed', { CallDuration: '49', Duration: '1', SequenceNumber: '3' })
    const { attempt, contact, lane, number } = await here.now()
    expect(attempt).toMatchObject({ state: 'completed', outcome: 'human', seconds: 49 })
    expect(contact).toMatchObject({ state: 'done' })
    expect(lane).not.toHaveProperty('attemptId')
    expect(number).not.toHaveProperty('lockedBy')
    expect(surroundings.ends.get('token-1')).toBe('again')
  })

  it('changes nothing when it is repeated, or comes late', async () => {
    await tell('in-progress')
    await tell('completed', { CallDuration: '49' })
    const before = await here.now()
    for (const status of ['completed', 'in-progress', 'ringing', 'busy', 'completed']) expect((await tell(status)).status).toBe(204)
    await Promise.all([tell('completed'), tell('completed'), tell('in-progress')])
    expect(await here.now()).toEqual(before)
  })

  it('tells of an attempt whose dial was never answered', async () => {
    await tell('no-answer', { SipResponseCode: '487' })
    expect((await here.now()).attempt).toMatchObject({ state: 'no-answer', outcome: 'no-answer', sipCode: 487 })
    expect((await here.now()).contact).toMatchObject({ state: 'retrying', attempts: 1 })
  })
})

describe('a callback that is not Twilio’s', () => {
  const before = () => here.now()

  it.each([
    [
      'signed with another token',
      () => webhookEvent({ to: 'status', attemptId: here.attempt.id, fields: callFields('completed'), token: 'guessed' }),
    ],
    [
      'signed over other fields',
      () =>
        webhookEvent({ to: 'status', attemptId: here.attempt.id, fields: callFields('completed'), signedFields: callFields('ringing') }),
    ],
    [
      'signed for another attempt',
      () => {
        const event = webhookEvent({
          to: 'status',
          attemptId: attemptIdOf(here.campaign.id, here.contact.id, 2),
          fields: callFields('completed'),
        })
        const rawPath = `/webhooks/twilio/status/${here.attempt.id}`
        return { ...event, rawPath, pathParameters: { attemptId: here.attempt.id } }
      },
    ],
    [
      'not signed at all',
      () => {
        const { headers, ...event } = webhookEvent({ to: 'status', attemptId: here.attempt.id, fields: callFields('completed') })
        return { ...event, headers: { host: headers.host } }
      },
    ],
  ])('because it is %s is forbidden, and changes nothing', async (_, event) => {
    const untouched = await before()
    expect(await ask(handler, event())).toMatchObject({ status: 403, type: 'application/problem+json', body: { code: 'forbidden' } })
    expect(await here.now()).toEqual(untouched)
    expect(surroundings.ends.size).toBe(0)
  })
})

describe('a callback of Twilio’s that makes no sense', () => {
  it.each([
    ['names no call', { CallStatus: 'completed' }],
    ['has no status that is known', callFields('asleep')],
  ])('because it %s is refused', async (_, fields) => {
    const event = webhookEvent({ to: 'status', attemptId: here.attempt.id, fields })
    expect(await ask(handler, event)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })

  it('because its path is no attempt’s is refused', async () => {
    const event = webhookEvent({ to: 'status', attemptId: 'att_1', fields: callFields('completed') })
    expect(await ask(handler, event)).toMatchObject({ status: 400 })
  })

  it('because there is no such attempt is not found, and makes none', async () => {
    const attemptId = attemptIdOf(here.campaign.id, here.contact.id, 7)
    expect(await ask(handler, webhookEvent({ to: 'status', attemptId, fields: callFields('completed') }))).toMatchObject({ status: 404 })
    expect(await here.attempts.get(attemptId)).toBeUndefined()
  })
})

describe('the log', () => {
  it('has no number in full of all this', async () => {
    const output = captureOutput()
    await tell('ringing')
    await tell('completed', { CallDuration: '1' })
    await ask(handler, webhookEvent({ to: 'status', attemptId: here.attempt.id, fields: callFields('busy'), token: 'guessed' }))
    expect(output.text()).not.toMatch(/2025550\d/)
  })
})
