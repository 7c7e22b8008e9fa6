// A call that the bridge has no room for after all.
import { beforeEach, describe, expect, it } from 'vitest'
import { divertCall } from '#app/conversation/divert-call.ts'
import { conversations } from '#app/conversation/hold-conversation.ts'
import type { ConversationBrief } from '#app/ports/bridge.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
let did: string[]
beforeEach(() => {
  engine = playEngine()
  did = []
})

const answered = async (): Promise<Dialled> => {
  const campaign = await engine.campaign(1)
  await engine.plan(campaign.id)
  await engine.turn(campaign.id)
  const [call] = engine.dialled
  if (!call) throw new Error('nobody was dialled')
  await engine.tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
  return call
}

const attemptOf = ({ attemptId }: Dialled) => engine.ports.attempts.get(attemptId)

type Broken = { registering?: boolean; connecting?: boolean }

const divert = ({ attemptId }: Dialled, broken: Broken = {}) =>
  divertCall({
    ...engine.ports,
    registerCall: async ({ brief }: { brief: ConversationBrief }) => {
      if (broken.registering) throw new Error('ElevenLabs is down')
      return `document of ${brief.callSid}`
    },
    connectCall: async (callSid, document) => {
      if (broken.connecting) throw new Error('Twilio is down')
      did.push(`${callSid}: ${document}`)
      return true
    },
    apologise: async (callSid, { text }) => {
      did.push(`${callSid}: ${text}`)
      return true
    },
  })(attemptId)

describe('a call without room', () => {
  it('is handed to the agent itself, and counts as a conversation', async () => {
    const call = await answered()
    await divert(call)
    expect(did).toEqual([`${call.callSid}: document of ${call.callSid}`])
    await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid })
    expect(await attemptOf(call)).toMatchObject({ heldDirectly: true, outcome: 'human' })
  })

  it('is apologised for when the agent cannot be reached, and counts as a failure of the media', async () => {
    const call = await answered()
    await divert(call, { registering: true })
    expect(did).toEqual([expect.stringMatching(`^${call.callSid}: I am sorry`)])
    await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid })
    expect(await attemptOf(call)).toMatchObject({ outcome: 'media-failure', closedFirst: 'bridge' })
  })

  it('counts as a failure of the media when Twilio does not take it off the stream', async () => {
    const call = await answered()
    await expect(divert(call, { connecting: true })).rejects.toThrow('Twilio is down')
    await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid })
    expect(await attemptOf(call)).toMatchObject({ outcome: 'media-failure' })
  })

  it('is left alone when a stream carries it already, or it was handed over before, or is over', async () => {
    const streamed = await answered()
    await conversations(engine.ports).open(streamed.attemptId)
    await divert(streamed)
    expect(did).toEqual([])
    engine = playEngine()
    const twice = await answered()
    await divert(twice)
    await divert(twice)
    expect(did).toHaveLength(1)
    await engine.tell(twice.attemptId, { kind: 'ended', state: 'completed', callSid: twice.callSid })
    await divert(twice)
    expect(did).toHaveLength(1)
  })
})
