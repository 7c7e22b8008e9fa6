// Who or what answered: the carrier's word on it, what is done with a machine, and what the attempt then means.
import { beforeEach, describe, expect, it } from 'vitest'
import { hearMachine } from '#app/calls/hear-machine.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { viewStats } from '#app/views.ts'
import type { AnsweredBy } from '#contract/attempt.ts'
import { someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const BEEP = 'machine_end_beep'
const message = 'Hello {{name}}, this is about your {{plan}} plan.'
const leaveMessage = { settings: someSettings({ answeringMachine: 'leave-message', voicemailMessage: message }) }

/** A call that somebody or something has answered. */
const answered = async (changes: Partial<CampaignRecord> = {}): Promise<Dialled & { campaign: CampaignRecord }> => {
  const campaign = await engine.campaign(1, changes)
  await engine.plan(campaign.id)
  await engine.turn(campaign.id)
  const call = engine.dialled.at(-1)
  if (!call) throw new Error('nobody was dialled')
  engine.change(call.callSid, { state: 'answered' })
  await engine.tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
  return { ...call, campaign }
}
const hear = ({ attemptId, callSid }: Dialled, answeredBy: AnsweredBy) =>
  hearMachine(engine.ports)(attemptId, { callSid, answeredBy, detectionMs: 2_400 })
const over = ({ attemptId, callSid }: Dialled, answeredBy?: AnsweredBy) =>
  engine.tell(attemptId, { kind: 'ended', state: 'completed', callSid, seconds: 9, ...(answeredBy ? { answeredBy } : {}) })
const attemptOf = ({ attemptId }: Dialled) => engine.ports.attempts.get(attemptId)
const stats = async ({ id }: CampaignRecord) => {
  const campaign = await engine.ports.campaigns.get(id)
  return campaign && viewStats(campaign, await engine.ports.lanes.list(id))
}

describe('a machine', () => {
  it.each(['machine_start', 'fax'] as const)(
    'that is heard for what it is is hung up on at once, and its call means voicemail: %s',
    async (by) => {
      const call = await answered()
      await hear(call, by)
      expect(engine.ended).toEqual([call.callSid])
      expect(await attemptOf(call)).toMatchObject({ state: 'completed', outcome: 'voicemail', answeredBy: by, detectionMs: 2_400 })
      expect(await stats(call.campaign)).toMatchObject({ live: 0, finished: 1, successRate: 0, outcomes: { voicemail: 1 } })
    },
  )

  it('is called again where the campaign asks for that', async () => {
    const call = await answered({ settings: someSettings({ retries: { voicemail: [120_000] } }) })
    await hear(call, 'machine_start')
    expect(await stats(call.campaign)).toMatchObject({ retrying: 1, finished: 0 })
  })

  it('that could not be hung up on is an error, so that the news come again', async () => {
    const call = await answered()
    const { telephony } = engine.ports
    engine.ports.telephony = { ...telephony, end: () => Promise.reject(new Error('HTTP 503')) }
    await expect(hear(call, 'machine_start')).rejects.toThrow('HTTP 503')
    expect(await attemptOf(call)).toMatchObject({ state: 'answered', answeredBy: 'machine_start' })

    engine.ports.telephony = telephony
    await hear(call, 'machine_start')
    expect(await attemptOf(call)).toMatchObject({ state: 'completed', outcome: 'voicemail' })
  })

  it('whose call is not over at once means voicemail when the callback of its end comes', async () => {
    const call = await answered()
    engine.ports.telephony = { ...engine.ports.telephony, end: async () => undefined }
    await hear(call, 'machine_start')
    expect(await attemptOf(call)).toMatchObject({ state: 'answered' })
    await over(call)
    expect(await attemptOf(call)).toMatchObject({ state: 'completed', outcome: 'voicemail' })
  })

  it.each(['human', 'unknown'] as const)('is not what answered where the carrier says “%s”', async (by) => {
    const call = await answered()
    await hear(call, by)
    expect(engine.ended).toEqual([])
    await over(call)
    expect(await attemptOf(call)).toMatchObject({ outcome: 'human', answeredBy: by })
  })
})

describe('a message', () => {
  it('is left after the tone, with the contact’s own words, and not twice when the news come twice', async () => {
    const call = await answered({ ...leaveMessage, language: 'de' })
    const { contacts, telephony } = engine.ports
    const get: typeof contacts.get = async (...key) => {
      const contact = await contacts.get(...key)
      return contact && { ...contact, name: 'Ana', variables: { plan: 'gold' } }
    }
    const languages: (string | undefined)[] = []
    const say: typeof telephony.say = (callSid, text, language) => {
      languages.push(language)
      return telephony.say(callSid, text)
    }
    engine.ports.contacts = { ...contacts, get }
    engine.ports.telephony = { ...telephony, say }
    await hear(call, BEEP)
    await hear(call, BEEP)
    expect(engine.said).toEqual([{ callSid: call.callSid, text: 'Hello Ana, this is about your gold plan.' }])
    expect(languages).toEqual(['de'])
    expect(engine.ended).toEqual([])
    await over(call)
    expect(await attemptOf(call)).toMatchObject({ outcome: 'voicemail', answeredBy: BEEP })
  })

  it('that could not be left is tried again when the news come again', async () => {
    const call = await answered(leaveMessage)
    const { telephony } = engine.ports
    engine.ports.telephony = { ...telephony, say: () => Promise.reject(new Error('HTTP 503')) }
    await expect(hear(call, BEEP)).rejects.toThrow('HTTP 503')
    engine.ports.telephony = telephony
    await hear(call, BEEP)
    expect(engine.said).toHaveLength(1)
  })

  it('is not left on a fax', async () => {
    const call = await answered(leaveMessage)
    await hear(call, 'fax')
    expect(engine.said).toEqual([])
    expect(engine.ended).toEqual([call.callSid])
  })

  it('that was taken away meanwhile is not missed: the machine is hung up on', async () => {
    const call = await answered(leaveMessage)
    const seen = await engine.ports.campaigns.get(call.campaign.id)
    if (seen) await engine.ports.campaigns.change(seen, { settings: someSettings() })
    await hear(call, BEEP)
    expect(engine.ended).toEqual([call.callSid])
  })

  it('is said to nobody when the call is over', async () => {
    const call = await answered(leaveMessage)
    await over(call)
    await hear(call, BEEP)
    expect(engine.said).toEqual([])
    expect(await attemptOf(call)).toMatchObject({ outcome: 'voicemail' })
  })
})

describe('the carrier’s word', () => {
  it('can come with the end itself', async () => {
    const call = await answered()
    await over(call, 'machine_start')
    expect(await attemptOf(call)).toMatchObject({ outcome: 'voicemail', answeredBy: 'machine_start' })
    expect(await stats(call.campaign)).toMatchObject({ finished: 1, successRate: 0 })
  })

  it('can come after the end, and then puts right what was counted, once', async () => {
    const call = await answered()
    await over(call)
    expect(await stats(call.campaign)).toMatchObject({ finished: 1, successRate: 1, outcomes: { human: 1 } })
    await Promise.all([hear(call, 'machine_start'), hear(call, 'machine_start'), over(call, 'machine_start')])
    expect(await attemptOf(call)).toMatchObject({ outcome: 'voicemail', refined: true })
    expect(await stats(call.campaign)).toMatchObject({ finished: 1, successRate: 0, callsCompleted: 1, outcomes: { voicemail: 1 } })
    expect(engine.ended).toEqual([])
  })

  it('can come with a second callback of the end, when the first was not the carrier’s', async () => {
    const call = await answered()
    await over(call)
    await over(call, 'machine_start')
    expect(await attemptOf(call)).toMatchObject({ outcome: 'voicemail', answeredBy: 'machine_start', refined: true })
    expect(await stats(call.campaign)).toMatchObject({ successRate: 0, outcomes: { voicemail: 1 } })
  })

  it('on another call is none on this attempt', async () => {
    const call = await answered()
    await hear({ ...call, callSid: 'CA-other' }, 'machine_start')
    expect(engine.ended).toEqual([])
    expect(engine.cancelled).toEqual(['CA-other'])
    expect(await attemptOf(call)).not.toHaveProperty('answeredBy')
  })

  it('can be the first that is heard of the call', async () => {
    engine.answerWith(() => ({ kind: 'lost', exists: true }))
    const campaign = await engine.campaign(1)
    await engine.plan(campaign.id)
    await engine.turn(campaign.id)
    const [call] = engine.dialled
    if (!call) throw new Error('nobody was dialled')
    await hear(call, 'machine_start')
    expect(await attemptOf(call)).toMatchObject({ state: 'completed', outcome: 'voicemail', callSid: call.callSid })
    expect(await stats(campaign)).toMatchObject({ callsPlaced: 1, callsAnswered: 1, callsCompleted: 1 })
  })

  it('is also heard by whoever looks the call up', async () => {
    const call = await answered()
    engine.change(call.callSid, { state: 'completed', seconds: 3, answeredBy: 'machine_start' })
    engine.move(61_000)
    await engine.reconcile()
    expect(await attemptOf(call)).toMatchObject({ state: 'completed', outcome: 'voicemail', answeredBy: 'machine_start' })
  })
})
