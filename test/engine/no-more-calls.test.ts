// A caller who wants no more calls: what holds from that moment on.
import { beforeEach, describe, expect, it } from 'vitest'
import { conversations } from '#app/conversation/hold-conversation.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { ringingCalls } from '../support/ringing-calls.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>

beforeEach(() => {
  engine = playEngine()
})

const { ringing, attemptOf } = ringingCalls(() => engine)

describe('a caller who wants no more calls', () => {
  const bridge = () => conversations(engine.ports)
  const contactOf = async (call: Dialled) => {
    const { campaignId, contactId } = await attemptOf(call)
    return engine.ports.contacts.get(campaignId, contactId)
  }
  const talking = async (): Promise<Dialled> => {
    const call = await ringing()
    await engine.tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
    await bridge().open(call.attemptId)
    return call
  }
  const hangUp = (call: Dialled) => engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 9 })

  it('is called by nobody from that moment on, and the log says why', async () => {
    const call = await talking()
    const { phone, campaignId } = await attemptOf(call)
    await bridge().suppress(call.attemptId)
    expect(await engine.ports.numbers.get(phone)).toMatchObject({ suppressed: true, suppressedBecause: 'said so in a call' })
    const { items } = await engine.ports.activity.list(campaignId, { limit: 10 })
    expect(items).toContainEqual(expect.objectContaining({ action: 'number-suppressed', by: 'ringmaster' }))
    expect(JSON.stringify(items)).not.toContain(phone)
  })

  it('is told that this holds, also when the log cannot be written', async () => {
    const call = await talking()
    const { phone } = await attemptOf(call)
    const add = () => Promise.reject(new Error('no table'))
    const failed: string[] = []
    const log = { ...engine.ports.log, error: (message: string) => void failed.push(message) }
    await conversations({ ...engine.ports, log, activity: { ...engine.ports.activity, add } }).suppress(call.attemptId)
    expect(await engine.ports.numbers.get(phone)).toMatchObject({ suppressed: true })
    expect(await attemptOf(call)).toMatchObject({ optedOut: true })
    expect(failed).toEqual(['activity.not-written'])
  })

  it('has opted out when the call ends, and is finished as suppressed', async () => {
    const call = await talking()
    await bridge().suppress(call.attemptId)
    await hangUp(call)
    expect(await attemptOf(call)).toMatchObject({ outcome: 'opted-out' })
    expect(await contactOf(call)).toMatchObject({ state: 'suppressed' })
  })

  it('has opted out, too, when the call ended before this could be written', async () => {
    const call = await talking()
    await bridge().report(call.attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs: 9_000 })
    await hangUp(call)
    expect(await contactOf(call)).toMatchObject({ state: 'done' })
    await bridge().suppress(call.attemptId)
    expect(await attemptOf(call)).toMatchObject({ outcome: 'opted-out', refined: true })
    expect(await contactOf(call)).toMatchObject({ state: 'suppressed' })
  })

  describe('but another one later', () => {
    it.each([
      ['an instant with its offset', () => ({ at: new Date(engine.clock.now() + 3_600_000).toISOString().replace('Z', '+00:00') })],
      ['minutes from now', () => ({ inMinutes: 60 })],
    ])('is called again by %s, and the call is not counted', async (_, when) => {
      const call = await talking()
      const at = new Date(engine.clock.now() + 3_600_000).toISOString()
      expect(await bridge().callBack(call.attemptId, when())).toEqual({ kind: 'set', at })
      await bridge().report(call.attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs: 9_000 })
      await hangUp(call)
      expect(await attemptOf(call)).toMatchObject({ outcome: 'human', callbackAt: at })
      expect(await contactOf(call)).toMatchObject({ state: 'retrying', dueAt: at, attempts: 0 })
    })

    it.each([
      ['a time that is over', { inMinutes: 0 }, 'is over'],
      ['a time that is no time', { at: 'soon' }, 'is over'],
      ['a time in two months', { inMinutes: 60 * 24 * 60 }, '30 days'],
    ])('is refused by name at %s', async (_, when, reason) => {
      const call = await talking()
      expect(await bridge().callBack(call.attemptId, when)).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) })
    })

    it('is not called back for ever', async () => {
      const call = await talking()
      const { attempts } = engine.ports
      const asTheNth = async (n: number) => {
        const get: typeof attempts.get = async (id) => {
          const attempt = await attempts.get(id)
          return attempt && { ...attempt, n }
        }
        const asked = conversations({ ...engine.ports, attempts: { ...attempts, get } })
        return (await asked.callBack(call.attemptId, { inMinutes: 5 })).kind
      }
      // Two calls by its retries, and three more.
      expect(await asTheNth(4)).toBe('set')
      expect(await asTheNth(5)).toBe('refused')
    })

    it('cannot be put off once the call is over', async () => {
      const call = await talking()
      await hangUp(call)
      expect(await bridge().callBack(call.attemptId, { inMinutes: 5 })).toMatchObject({ kind: 'refused' })
    })

    it('is refused when the call ends at that very moment: nobody is promised a call that does not come', async () => {
      const call = await talking()
      const { campaigns } = engine.ports
      // The end is written after the attempt has been looked at.
      const get: typeof campaigns.get = async (id) => {
        if (!(await attemptOf(call)).endedAt) await hangUp(call)
        return campaigns.get(id)
      }
      const asked = conversations({ ...engine.ports, campaigns: { ...campaigns, get } })
      expect(await asked.callBack(call.attemptId, { inMinutes: 5 })).toEqual({ kind: 'refused', reason: 'The call is over.' })
      expect(await attemptOf(call)).not.toHaveProperty('callbackAt')
      expect(await contactOf(call)).toMatchObject({ state: 'done' })
    })
  })
})
