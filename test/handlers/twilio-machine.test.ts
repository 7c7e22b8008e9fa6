// Callbacks of the detection: only Twilio's, and a machine is off the line before they are answered.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attemptIdOf } from '#domain/ids.ts'
import { handler } from '../../functions/handlers/twilio-machine.ts'
import { claimed } from '../support/claimed.ts'
import { ask } from '../support/lambda.ts'
import { captureOutput } from '../support/output.ts'
import { startSurroundings } from '../support/surroundings.ts'
import { webhookEvent } from '../support/twilio-webhook.ts'

const CALL_SID = `CA${'1'.repeat(32)}`

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

let here: Awaited<ReturnType<typeof claimed>>
beforeEach(async () => {
  here = await claimed()
  surroundings.twilio.asked.length = 0
  surroundings.ends.clear()
})

/** The four fields that there are. */
const form = (AnsweredBy: string, CallSid = CALL_SID) => ({
  ...{ CallSid, AccountSid: `AC${'0'.repeat(32)}` },
  ...{ AnsweredBy, MachineDetectionDuration: '2400' },
})
const tell = (fields: Record<string, string>, token?: string) =>
  ask(handler, webhookEvent({ to: 'machine', attemptId: here.attempt.id, fields, ...(token ? { token } : {}) }))
const callAtTwilio = (status: string) =>
  surroundings.twilio.answers(200, {
    ...{ sid: CALL_SID, status, date_created: 'Mon, 02 Nov 2026 15:00:01 +0000', duration: '3', answered_by: 'machine_start' },
  })

describe('a machine', () => {
  it('is hung up on before the callback is answered, and its attempt is settled from the answer', async () => {
    callAtTwilio('completed')
    expect(await tell(form('machine_start'))).toEqual({ status: 204, type: '', body: undefined })
    expect(surroundings.twilio.asked.map(({ method, body }) => [method, body])).toEqual([
      ['POST', 'Status=completed'],
      ['GET', ''],
    ])
    const { attempt, contact, lane } = await here.now()
    expect(attempt).toMatchObject({ state: 'completed', outcome: 'voicemail', answeredBy: 'machine_start', detectionMs: 2_400, seconds: 3 })
    expect(contact).toMatchObject({ state: 'failed', outcome: 'voicemail' })
    expect(lane).not.toHaveProperty('attemptId')
    expect(surroundings.ends.get('token-1')).toBe('again')
  })

  it('that Twilio could not hang up on is a failure, so that Twilio tells of it again', async () => {
    captureOutput()
    surroundings.twilio.answers(503, { code: 20503, message: 'Service Unavailable', status: 503 })
    expect((await tell(form('machine_start'))).status).toBe(500)
    expect((await here.now()).attempt).toMatchObject({ state: 'answered', answeredBy: 'machine_start' })
    callAtTwilio('completed')
    expect((await tell(form('machine_start'))).status).toBe(204)
    expect((await here.now()).attempt).toMatchObject({ outcome: 'voicemail' })
  })
})

describe('somebody', () => {
  it('who is no machine is talked to on', async () => {
    expect((await tell(form('human'))).status).toBe(204)
    expect((await here.now()).attempt).toMatchObject({ state: 'answered', answeredBy: 'human' })
    expect(surroundings.twilio.asked).toEqual([])
  })
})

describe('a callback that is not Twilio’s', () => {
  it('because it is signed with another token is forbidden, and changes nothing', async () => {
    const untouched = await here.now()
    expect(await tell(form('machine_start'), 'guessed')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await here.now()).toEqual(untouched)
    expect(surroundings.twilio.asked).toEqual([])
  })
})

describe('a callback of Twilio’s that makes no sense', () => {
  it('because it does not tell who answered is refused', async () => {
    expect(await tell({ CallSid: CALL_SID, CallStatus: 'completed' })).toMatchObject({ status: 400 })
  })

  it('because there is no such attempt is not found', async () => {
    const attemptId = attemptIdOf(here.campaign.id, here.contact.id, 7)
    const event = webhookEvent({ to: 'machine', attemptId, fields: form('machine_start') })
    expect(await ask(handler, event)).toMatchObject({ status: 404 })
  })

  it('because the call is another’s leaves the attempt as it is, and ends nobody’s conversation', async () => {
    await tell(form('human'))
    callAtTwilio('in-progress')
    expect((await tell(form('machine_start', `CA${'2'.repeat(32)}`))).status).toBe(204)
    expect((await here.now()).attempt).toMatchObject({ answeredBy: 'human' })
    expect(surroundings.twilio.asked.some(({ body }) => body === 'Status=completed')).toBe(false)
  })
})

describe('the log', () => {
  it('has no number in full of all this', async () => {
    const output = captureOutput()
    callAtTwilio('completed')
    await tell(form('machine_start'))
    await tell(form('machine_start'), 'guessed')
    expect(output.text()).not.toMatch(/2025550\d/)
  })
})
