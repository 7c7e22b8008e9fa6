// What a dial asks of the provider, and what its refusals leave behind.
import { beforeEach, describe, expect, it } from 'vitest'
import type { DialRequest } from '#app/ports/telephony.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { E164 } from '#contract/ids.ts'
import { someSettings } from '../support/builders.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
let asked: DialRequest[]
beforeEach(() => {
  engine = playEngine()
  asked = []
  const { telephony } = engine.ports
  const dial: typeof telephony.dial = (request) => {
    asked.push(request)
    return telephony.dial(request)
  }
  engine.ports.telephony = { ...telephony, dial }
})

const from = E164.parse('+442079460000')
const turn = async (changes: Partial<CampaignRecord> = {}) => {
  const campaign = await engine.campaign(1, changes)
  await engine.plan(campaign.id)
  return { campaign, end: await engine.turn(campaign.id) }
}

describe('a dial', () => {
  it('comes from the campaign’s own number, and listens for machines as the campaign says', async () => {
    await turn({ from, settings: someSettings({ answeringMachine: 'off' }) })
    expect(asked).toMatchObject([{ from, answeringMachine: 'off' }])
  })

  it('asks for a recording where the campaign records, and keeps with the attempt how that is said', async () => {
    await turn({ settings: someSettings({ recordCalls: true, recordingNotice: 'This call is recorded.' }) })
    const [dial] = asked
    expect(dial).toMatchObject({ isRecorded: true })
    expect(dial && (await engine.ports.attempts.get(dial.attemptId))?.recordingNotice).toBe('This call is recorded.')
  })

  it('asks for none of whoever would not understand that it is recorded', async () => {
    const settings = someSettings({ recordCalls: true, recordingNotice: 'This call is recorded.' })
    const campaign = await engine.campaign(1, { settings, language: 'en' })
    const [contact] = (await engine.ports.contacts.list(campaign, { limit: 1 })).items
    const updates = contact ? [{ id: contact.id, patch: { language: 'es' as const } }] : []
    const seen = (await engine.ports.campaigns.get(campaign.id)) ?? campaign
    await engine.ports.ledger.importSlice({ campaign: seen, patch: {}, contacts: [], updates })
    await engine.plan(campaign.id)
    await engine.turn(campaign.id)
    expect(asked).toMatchObject([{ isRecorded: false }])
  })

  it('tells the provider how long a conversation may be, lest it cuts off a longer one', async () => {
    await turn({ settings: someSettings({ maxCallLength: 3_600_000 }) })
    expect(asked).toMatchObject([{ longestMs: 3_600_000 }])
  })

  it('comes from the deployment’s number where the campaign has none', async () => {
    await turn()
    expect(asked.map(({ from: number, answeringMachine }) => ({ number, answeringMachine }))).toEqual([
      { number: undefined, answeringMachine: 'hang-up' },
    ])
  })

  it('whose answer was lost is looked for among the calls from that number', async () => {
    engine.answerWith(() => ({ kind: 'lost', exists: true }))
    await turn({ from })
    const { telephony } = engine.ports
    const looked: (string | undefined)[] = []
    const find: typeof telephony.find = (to, number) => {
      looked.push(number)
      return telephony.find(to, number)
    }
    engine.ports.telephony = { ...telephony, find }
    engine.move(16_000)
    await engine.reconcile()
    expect(looked).toEqual([from])
  })
})

describe('a dial that is one too many for the account', () => {
  it('uses nothing up, pauses nothing, and its lane comes back when calls may have ended', async () => {
    engine.answerWith(() => ({ kind: 'refused', by: 'concurrency', code: 10004 }))
    const { campaign, end } = await turn()
    const waitMs = Number(/^wait (\d+)/.exec(end ?? '')?.[1])
    expect(waitMs).toBeGreaterThanOrEqual(5_000)
    expect(waitMs).toBeLessThanOrEqual(15_000)
    expect(await engine.ports.campaigns.get(campaign.id)).toMatchObject({ state: 'active' })
    const [contact] = (await engine.ports.contacts.list(campaign, { limit: 1 })).items
    expect(contact).toMatchObject({ state: 'pending', attempts: 0 })
    const [call] = engine.dialled
    expect(call && (await engine.ports.numbers.get(call.to))).toMatchObject({ recent: [] })
    expect(call && (await engine.ports.attempts.get(call.attemptId))).toMatchObject({ state: 'void' })
  })
})

describe('a dial that the provider puts into its own queue', () => {
  // 10:00 in Washington, where the numbers are.
  const settings = someSettings({ window: { from: '09:00', to: '10:05' } })
  const queued = async (minutes: number) => {
    engine.answerWith(() => ({ kind: 'accepted', callSid: '', queueMs: minutes * 60_000 }))
    const { campaign } = await turn({ settings })
    const [contact] = (await engine.ports.contacts.list(campaign, { limit: 1 })).items
    return contact
  }

  it('until after the hours in which the contact may be called is cancelled, and uses nothing up', async () => {
    expect(await queued(10)).toMatchObject({ state: 'retrying', outcome: 'canceled', attempts: 0 })
    expect(engine.cancelled).toEqual(['CA1'])
  })

  it('for less than that is left there', async () => {
    expect(await queued(1)).toMatchObject({ state: 'calling' })
    expect(engine.cancelled).toEqual([])
  })
})

describe('a dial that the account may not make', () => {
  it('pauses the campaign with the reason, which names nobody', async () => {
    const message = 'The number +12025550142 is unverified. Trial accounts cannot make calls to unverified numbers.'
    engine.answerWith(() => ({ kind: 'refused', by: 'account', code: 21219, message }))
    const { campaign } = await turn()
    const { reason } = (await engine.ports.campaigns.get(campaign.id)) ?? {}
    expect(reason).toContain('21219: The number +1202 •••• 0142 is unverified.')
    const { items } = await engine.ports.activity.list(campaign.id, { limit: 9 })
    expect(JSON.stringify(items)).toContain('21219')
    expect(JSON.stringify(items)).not.toContain('+12025550142')
  })
})
