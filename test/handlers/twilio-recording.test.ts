// Callbacks of recordings: only Twilio's, and the recording has left Twilio before they are answered.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attemptKey } from '#store/table.ts'
import { handler } from '../../functions/handlers/twilio-recording.ts'
import { claimed } from '../support/claimed.ts'
import { ask } from '../support/lambda.ts'
import { CALL_SID, NOTICE, RECORDING_SID } from '../support/recorded.ts'
import { startSurroundings } from '../support/surroundings.ts'
import { webhookEvent } from '../support/twilio-webhook.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

let here: Awaited<ReturnType<typeof claimed>>
beforeEach(async () => {
  here = await claimed()
  const ended = { state: 'completed', callSid: CALL_SID, recordingNotice: NOTICE, agentSpoke: true }
  await here.table.put({ ...attemptKey(here.attempt.id), ...here.attempt, ...ended })
  surroundings.twilio.asked.length = 0
})

const form = (RecordingStatus: string) => ({
  ...{ AccountSid: `AC${'0'.repeat(32)}`, CallSid: CALL_SID, RecordingSid: RECORDING_SID, RecordingStatus, RecordingDuration: '42' },
  ...{ RecordingChannels: '2', RecordingSource: 'OutboundAPI', RecordingTrack: 'both' },
})
const tell = (fields: Record<string, string>, token?: string) =>
  ask(handler, webhookEvent({ to: 'recording', attemptId: here.attempt.id, fields, ...(token ? { token } : {}) }))

describe('a recording', () => {
  it('is fetched, written into the bucket and deleted at Twilio', async () => {
    // One answer for everything that is asked: the list, the audio, the end of it.
    surroundings.twilio.answers(200, { recordings: [{ sid: RECORDING_SID, status: 'completed', duration: '42' }] })
    expect((await tell(form('completed'))).status).toBe(204)
    expect(surroundings.twilio.asked.map(({ method, path }) => `${method} ${path?.split('/').at(-1)}`)).toEqual([
      'GET Recordings.json',
      `GET ${RECORDING_SID}.wav?RequestedChannels=2`,
      `DELETE ${RECORDING_SID}.json`,
    ])
    expect((await here.now()).attempt).toMatchObject({ recording: { sid: RECORDING_SID, seconds: 42, keptUntil: expect.any(String) } })
    expect(surroundings.created.at(-1)).toBe(`recordings/${here.campaign.id}/${here.attempt.id}.wav`)
  })

  it('that Twilio could not make is told as such', async () => {
    expect((await tell(form('absent'))).status).toBe(204)
    expect((await here.now()).attempt?.recordingMissing).toContain('nothing to record')
    expect(surroundings.twilio.asked).toEqual([])
  })

  it('is not taken from anybody else, and not without its name', async () => {
    expect((await tell(form('completed'), 'guessed')).status).toBe(403)
    const { RecordingSid: _, ...nameless } = form('completed')
    expect((await tell(nameless)).status).toBe(400)
    expect((await here.now()).attempt?.recording).toBeUndefined()
    expect(surroundings.twilio.asked).toEqual([])
  })
})
