// The activity log: who or what did what, and why; and that it never stands in the way.
import { beforeEach, describe, expect, it } from 'vitest'
import { emergencyStop } from '#app/account/emergency-stop.ts'
import { createCampaign } from '#app/campaigns/create-campaign.ts'
import { deleteCampaign } from '#app/campaigns/delete-campaign.ts'
import { editCampaign } from '#app/campaigns/edit-campaign.ts'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { reopenCampaign } from '#app/campaigns/reopen-campaign.ts'
import { resumeCampaign, startCampaign, startWhenImported } from '#app/campaigns/start-campaign.ts'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { suppressNumber, unsuppressNumber } from '#app/contacts/suppressions.ts'
import { NewCampaign } from '#contract/campaign-edit.ts'
import { ContactRow } from '#contract/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { NewSuppression } from '#contract/suppression.ts'
import { someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
  const { activity } = engine.ports
  // Entries of the same millisecond have no order.
  engine.ports.activity = {
    ...activity,
    async add(entry) {
      await activity.add(entry)
      engine.move(1)
    },
  }
})

const logOf = async (id?: CampaignId) => (await engine.ports.activity.list(id, { limit: 50 })).items.toReversed()
const told = async (id?: CampaignId) => (await logOf(id)).map(({ by, action }) => `${by} ${action}`)
const last = (): Dialled => engine.last()

describe('what a person does', () => {
  it('is told in the order in which it was done, and nothing that changed nothing', async () => {
    const created = await createCampaign(engine.ports)(NewCampaign.parse({ name: 'A', prompt: 'B', firstMessage: 'C' }))
    const { id } = created
    await addContacts(engine.ports)(id, [ContactRow.parse({ phone: aNumber(1) })])
    const edit = { edit: { name: 'Autumn', settings: { retryCount: 2 } } }
    await editCampaign(engine.ports)(id, edit)
    await editCampaign(engine.ports)(id, edit)
    await startCampaign(engine.ports, engine.rules)(id)
    await startCampaign(engine.ports, engine.rules)(id)
    await pauseCampaign(engine.ports)(id)
    await pauseCampaign(engine.ports)(id)
    await resumeCampaign(engine.ports, engine.rules)(id)
    await stopCampaign(engine.ports)(id, { hangUpLive: true })
    await stopCampaign(engine.ports)(id, { hangUpLive: true })
    await reopenCampaign(engine.ports, engine.rules)(id, ['busy'])
    const acts = ['created', 'edited', 'started', 'paused', 'resumed', 'stopped', 'reopened']
    expect(await told(id)).toEqual(acts.map((act) => `person ${act}`))

    const log = await logOf(id)
    expect(log[1]).toMatchObject({ evidence: { fields: 'name, settings.retryCount', edition: 2 } })
    expect(log[2]).toMatchObject({ evidence: { run: 1 } })
    expect(log[5]).toMatchObject({ evidence: { hangUpLive: true } })
    expect(log[6]).toMatchObject({ evidence: { outcomes: 'busy', contacts: 0 } })
  })

  it('to the whole account is told in the account’s log, without a number in full', async () => {
    const { id } = await engine.campaign(1)
    const { phone } = await suppressNumber(engine.ports)(NewSuppression.parse({ phone: aNumber(9), because: 'asked by letter' }))
    await unsuppressNumber(engine.ports)(phone, 'it was a mistake')
    await emergencyStop(engine.ports)()
    await deleteCampaign(engine.ports)(id)
    const log = (await logOf()).slice(-4)
    expect(log.map(({ action }) => action)).toEqual(['number-suppressed', 'number-unsuppressed', 'emergency-stopped', 'deleted'])
    expect(JSON.stringify(log)).not.toContain(phone)
    expect(log[0]).toMatchObject({ because: 'asked by letter', evidence: { phone: '+1202 •••• 0109' } })
    expect(log[3]).toMatchObject({ evidence: { campaignId: id } })
    expect((await logOf(id)).at(-1)).toMatchObject({ by: 'person', action: 'paused', because: 'emergency stop' })
  })
})

describe('what Ringmaster does by itself', () => {
  it('is told with its reason: a start when the list is in, a completion', async () => {
    const { id } = await engine.campaign(1, { state: 'draft', run: 0, startWhenImported: true, settings: someSettings({ retryCount: 0 }) })
    await startWhenImported(engine.ports, id)
    await engine.plan(id)
    await engine.turn(id)
    await engine.tell(last().attemptId, { kind: 'ended', state: 'busy', callSid: last().callSid })
    await engine.turn(id)
    expect(await told(id)).toEqual(['ringmaster started', 'ringmaster completed'])
    expect((await logOf(id))[0]).toMatchObject({ because: 'its list is imported', evidence: { contacts: 1 } })
  })

  it('is told when contacts bring a completed campaign back to work', async () => {
    const { id } = await engine.campaign(0, { state: 'completed' })
    await addContacts(engine.ports)(id, [ContactRow.parse({ phone: aNumber(2) })])
    expect(await logOf(id)).toMatchObject([{ action: 'reopened', because: 'contacts were added to it' }])
  })

  it('is told when it pauses a campaign, with why', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    engine.answerWith(() => ({ kind: 'refused', by: 'account', code: 20005, message: 'no balance' }))
    await engine.turn(id)
    const because = 'Twilio refuses calls of this account (20005: no balance)'
    await pauseCampaign(engine.ports)(id, { reason: because })
    const evidence = { code: 20005, attemptId: last().attemptId }
    expect(await logOf(id)).toMatchObject([{ by: 'ringmaster', action: 'paused', because, evidence }])
  })

  it('is told when a run is brought back, an attempt proven absent, and a ghost call cancelled', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    engine.answerWith(() => ({ kind: 'lost', exists: false }))
    await engine.turn(id)
    const { attemptId } = last()
    engine.move(80_000)
    await engine.reconcile()
    await engine.tell(attemptId, { kind: 'progressed', state: 'ringing', callSid: 'CA9' })
    const log = await logOf(id)
    expect(log.map(({ action }) => action)).toEqual(['run-revived', 'attempt-void', 'ghost-call-cancelled'])
    for (const entry of log) expect(entry).toMatchObject({ by: 'ringmaster', because: expect.any(String) })
    expect(log.map(({ evidence }) => evidence)).toMatchObject([{ run: 1 }, { attemptId }, { attemptId, callSid: 'CA9' }])
  })

  it('is told when an attempt is given up as unknown for ever', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    await engine.turn(id)
    const { telephony } = engine.ports
    engine.ports.telephony = { ...telephony, get: () => Promise.reject(new Error('no answer')) }
    engine.move(25 * 60 * 60_000)
    await engine.reconcile()
    const { attemptId } = last()
    expect((await logOf(id)).at(-1)).toMatchObject({ action: 'attempt-unresolved', evidence: { attemptId } })
  })
})

describe('a log that cannot be written', () => {
  it('undoes nothing and fails nothing, but is reported', async () => {
    const { id } = await engine.campaign(1)
    const errors: string[] = []
    const { activity, log } = engine.ports
    engine.ports.activity = { ...activity, add: () => Promise.reject(new Error('throttled')) }
    engine.ports.log = { ...log, error: (message) => void errors.push(message) }
    expect(await pauseCampaign(engine.ports)(id)).toMatchObject({ state: 'paused' })
    expect(errors).toEqual(['activity.not-written'])
  })
})
