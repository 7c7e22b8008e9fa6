// What somebody who watches may do with one call: hear it, and end it.
import { beforeEach, describe, expect, it } from 'vitest'
import { endCall } from '#app/calls/end-call.ts'
import { conversations } from '#app/conversation/hold-conversation.ts'
import { listenIn } from '#app/conversation/listen-in.ts'
import type { AttemptId } from '#contract/ids.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { passes } from '../support/listeners.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const ringing = async (): Promise<Dialled> => {
  const campaign = await engine.campaign(1)
  await engine.plan(campaign.id)
  await engine.turn(campaign.id)
  const [call] = engine.dialled
  if (!call) throw new Error('nobody was dialled')
  return call
}
const answered = async (): Promise<Dialled> => {
  const call = await ringing()
  await engine.tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
  return call
}
const HELD_AT = 'http://10.17.0.5:8080'
const talking = async (): Promise<Dialled> => {
  const call = await answered()
  await conversations(engine.ports, { heldAt: HELD_AT }).open(call.attemptId)
  return call
}
const attemptOf = async ({ attemptId }: Pick<Dialled, 'attemptId'>) => {
  const attempt = await engine.ports.attempts.get(attemptId)
  if (!attempt) throw new Error('no attempt')
  return attempt
}
const listen = (callId: AttemptId) => listenIn({ ...engine.ports, tokens: async () => passes })(callId)
const actionsOf = async (call: Dialled) => {
  const { items } = await engine.ports.activity.list((await attemptOf(call)).campaignId, { limit: 10 })
  return items.map(({ action, by, evidence }) => ({ action, by, evidence }))
}

describe('a call', () => {
  it('that is carried by a task of the bridge can be found there, and its conversation is known while it lasts', async () => {
    const call = await talking()
    await conversations(engine.ports).begin(call.attemptId, 'conv_1')
    expect(await attemptOf(call)).toMatchObject({ heldAt: HELD_AT, conversationId: 'conv_1' })
  })

  it('is heard with a pass of its own, and it is written down that somebody asked for one', async () => {
    const call = await talking()
    const { path, expiresAt } = await listen(call.attemptId)
    const pass = passes.verify(path.replace('/listen/', ''))
    expect(pass?.callId).toBe(call.attemptId)
    expect(expiresAt).toBe(new Date(pass?.expiresMs ?? 0).toISOString())
    expect(await actionsOf(call)).toContainEqual({ action: 'call-listened-to', by: 'person', evidence: { callId: call.attemptId } })
  })

  it('that nobody has answered cannot be heard', async () => {
    const call = await ringing()
    await expect(listen(call.attemptId)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Nobody is talking yet'),
    })
  })

  it('that is over cannot be heard any more', async () => {
    const call = await talking()
    await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 30 })
    await expect(listen(call.attemptId)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('is over') })
  })

  it('that the agent holds by itself cannot be heard, and it is said why', async () => {
    const call = await answered()
    await engine.ports.attempts.note(call.attemptId, { heldDirectly: true })
    await expect(listen(call.attemptId)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('had no room') })
  })

  it('that does not exist can neither be heard nor ended', async () => {
    const { campaignId, contactId } = await attemptOf(await ringing())
    const nobody = attemptIdOf(campaignId, contactId, 99)
    await expect(listen(nobody)).rejects.toMatchObject({ code: 'not_found' })
    await expect(endCall(engine.ports)(nobody)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('ending a call', () => {
  it('hangs it up, settles it and says who wanted it', async () => {
    const call = await talking()
    expect(await endCall(engine.ports)(call.attemptId)).toMatchObject({ state: 'completed', endedBecause: 'viewer' })
    expect(engine.ended).toEqual([call.callSid])
    expect(await actionsOf(call)).toContainEqual({ action: 'call-ended', by: 'person', evidence: { callId: call.attemptId } })
  })

  it('cancels one that nobody has answered', async () => {
    const call = await ringing()
    expect(await endCall(engine.ports)(call.attemptId)).toMatchObject({ state: 'canceled' })
    expect(engine.cancelled).toEqual([call.callSid])
  })

  it('leaves one that is over as it is', async () => {
    const call = await talking()
    await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 30 })
    expect(await endCall(engine.ports)(call.attemptId)).not.toHaveProperty('endedBecause')
    expect(engine.ended).toEqual([])
    expect(await actionsOf(call)).not.toContainEqual(expect.objectContaining({ action: 'call-ended' }))
  })
})
