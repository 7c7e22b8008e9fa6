// ElevenLabs' webhook: only ElevenLabs', told as often as it likes, before or after the call's end.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { handler } from '../../functions/handlers/elevenlabs-post-call.ts'
import { claimed } from '../support/claimed.ts'
import { ask } from '../support/lambda.ts'
import { captureOutput } from '../support/output.ts'
import { startSurroundings, WEBHOOK_SECRET } from '../support/surroundings.ts'
import { aConversation, postCallEvent } from '../support/told.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

let here: Awaited<ReturnType<typeof claimed>>
beforeEach(async () => {
  here = await claimed()
})

const ofThisCall = () => aConversation({ user_id: here.attempt.id })

describe('the webhook of a conversation', () => {
  it('leaves its result with the call', async () => {
    expect(await ask(handler, postCallEvent({ data: ofThisCall() }))).toMatchObject({ status: 200 })
    expect((await here.now()).attempt).toMatchObject({ conversationId: 'conv_1', result: { summary: 'They spoke.', cost: 410 } })
  })

  it('changes nothing when it is told again', async () => {
    const event = postCallEvent({ data: ofThisCall(), secret: `old-${WEBHOOK_SECRET}` })
    await ask(handler, event)
    const once = await here.now()
    expect((await ask(handler, event)).status).toBe(200)
    expect(await here.now()).toEqual(once)
  })

  it.each([
    ['another secret', { secret: 'wsec_guessed' }],
    ['a signature of an hour ago', { atMs: Date.now() - 3_600_000 }],
    ['no signature', { signature: '' }],
  ])('is forbidden with %s, and changes nothing', async (_, changes) => {
    const untouched = await here.now()
    expect(await ask(handler, postCallEvent({ data: ofThisCall(), ...changes }))).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    expect(await here.now()).toEqual(untouched)
  })

  it.each([
    ['a conversation that is nobody’s', 'post_call_transcription', aConversation({ conversation_id: 'conv_of_nobody' })],
    ['a call that could not begin and is nobody’s', 'call_initiation_failure', { conversation_id: 'conv_9', failure_reason: 'busy' }],
    ['audio', 'post_call_audio', { conversation_id: 'conv_1', full_audio: 'AAAA' }],
  ])('is answered as done, and logged, when it tells of %s: nobody need tell it again', async (_, type, data) => {
    const output = captureOutput()
    expect((await ask(handler, postCallEvent({ type, data }))).status).toBe(200)
    expect(output.text()).toMatch(/result\.of-(nobody|no-use)/)
  })

  it('is refused when it makes no sense', async () => {
    expect((await ask(handler, postCallEvent({ data: { hello: 'there' } }))).status).toBe(400)
  })

  it('leaves nothing of what was said in the log', async () => {
    const output = captureOutput()
    await ask(handler, postCallEvent({ data: ofThisCall() }))
    expect(output.text()).not.toMatch(/They spoke|Hello/)
  })
})
