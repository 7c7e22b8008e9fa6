// An answered call: what Twilio is told to do with it.
import { beforeEach, describe, expect, it } from 'vitest'
import { type AnsweringPorts, answerCall } from '#app/conversation/answer-call.ts'
import type { StreamTokens } from '#app/ports/bridge.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { bridgeWithRoom } from '../support/bridge-room.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { ringingCalls } from '../support/ringing-calls.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>

beforeEach(() => {
  engine = playEngine()
})

const { ringing, attemptOf } = ringingCalls(() => engine)
const busy = (call: Dialled) => engine.tell(call.attemptId, { kind: 'ended', state: 'busy', callSid: call.callSid })

describe('an answered call', () => {
  const tokens: StreamTokens = { sign: (attemptId) => `signed-${attemptId}`, verify: () => undefined }
  const answer = ({ attemptId, callSid }: Pick<Dialled, 'attemptId' | 'callSid'>) =>
    answerCall({ ...engine.ports, ...bridgeWithRoom, tokens: async () => tokens })(attemptId, {
      kind: 'progressed',
      state: 'answered',
      callSid,
    })

  it('is connected to the bridge under a token of its attempt, with the three ids and nothing personal', async () => {
    const call = await ringing()
    const { campaignId, contactId } = await attemptOf(call)
    expect(await answer(call)).toEqual({
      kind: 'stream',
      path: `/media/signed-${call.attemptId}`,
      parameters: { campaignId, contactId, attemptId: call.attemptId },
    })
    expect(await attemptOf(call)).toMatchObject({ state: 'answered', callSid: call.callSid })
  })

  it('tells of itself when the answer to its dial was lost', async () => {
    engine.answerWith(() => ({ kind: 'lost', exists: true }))
    const call = await ringing()
    expect((await attemptOf(call)).callSid).toBeUndefined()
    expect(await answer(call)).toMatchObject({ kind: 'stream' })
    expect(await attemptOf(call)).toMatchObject({ state: 'answered', callSid: call.callSid })
  })

  it('is looked for by somebody when it is recorded, should the carrier’s word of the recording get lost', async () => {
    const { attemptId, callSid } = await ringing({
      settings: CampaignSettings.parse({ recordCalls: true, recordingNotice: 'This is recorded.', allowedCountries: 'any' }),
    })
    const expected: string[] = []
    const recordings = { expect: async (id: string) => void expected.push(id) }
    const ports = { ...engine.ports, ...bridgeWithRoom, recordings, tokens: async () => tokens }
    await answerCall(ports)(attemptId, { kind: 'progressed', state: 'answered', callSid })
    expect(expected).toEqual([attemptId])
  })

  describe('that is recorded', () => {
    const recorded = () =>
      ringing({ settings: CampaignSettings.parse({ recordCalls: true, recordingNotice: 'This is recorded.', allowedCountries: 'any' }) })
    const answerWith = async (ports: Pick<AnsweringPorts, 'bridgeRoom' | 'recordings'>) => {
      const { attemptId, callSid } = await recorded()
      const answering = answerCall({ ...engine.ports, ...bridgeWithRoom, ...ports, tokens: async () => tokens })
      return await answering(attemptId, { kind: 'progressed', state: 'answered', callSid })
    }

    it('does not wait for a room before the recording is expected, nor the other way round', async () => {
      const [asked, expected] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const plan = await answerWith({
        bridgeRoom: async () => {
          asked.resolve()
          await expected.promise
          return { kind: 'room' }
        },
        recordings: {
          expect: async () => {
            expected.resolve()
            await asked.promise
          },
        },
      })
      expect(plan).toMatchObject({ kind: 'stream' })
    })

    it('is asked about once more when nobody could note that', async () => {
      const recordings = { expect: () => Promise.reject(new Error('the table is out of reach')) }
      await expect(answerWith({ ...bridgeWithRoom, recordings })).rejects.toThrow('out of reach')
    })
  })

  it('is hung up when its attempt is over', async () => {
    const call = await ringing()
    await busy(call)
    expect(await answer(call)).toEqual({ kind: 'hang-up' })
  })

  it('is hung up, and cancelled, when its attempt was proven never to have been placed', async () => {
    engine.answerWith(() => ({ kind: 'lost', exists: false }))
    const call = await ringing()
    engine.move(120_000)
    await engine.reconcile()
    expect(await answer({ ...call, callSid: 'CA-late' })).toEqual({ kind: 'hang-up' })
    expect(engine.cancelled).toEqual(['CA-late'])
  })

  it('is hung up, and cancelled, when it is the second of its attempt', async () => {
    const call = await ringing()
    expect(await answer({ ...call, callSid: 'CA-second' })).toEqual({ kind: 'hang-up' })
    expect(engine.cancelled).toEqual(['CA-second'])
    expect(await attemptOf(call)).toMatchObject({ state: 'queued', callSid: call.callSid })
  })

  it('of an attempt that does not exist is not found', async () => {
    const call = await ringing()
    const { campaignId, contactId } = await attemptOf(call)
    const attemptId = attemptIdOf(campaignId, contactId, 99)
    await expect(answer({ ...call, attemptId })).rejects.toMatchObject({ code: 'not_found' })
  })
})
