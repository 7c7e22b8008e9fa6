// A draft that starts by itself: when, how often, and what keeps it from that.
import { beforeEach, describe, expect, it } from 'vitest'
import { emergencyStop } from '#app/account/emergency-stop.ts'
import { deleteCampaign } from '#app/campaigns/delete-campaign.ts'
import { editCampaign } from '#app/campaigns/edit-campaign.ts'
import { scheduleCampaign, unscheduleCampaign } from '#app/campaigns/schedule-campaign.ts'
import { startCampaign } from '#app/campaigns/start-campaign.ts'
import { startScheduled } from '#app/campaigns/start-scheduled.ts'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
import { AppError } from '#app/errors.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const attested = { attestedBy: 'ana@example.com' }

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const inMs = (ms: number): string => new Date(engine.clock.now() + ms).toISOString()
const draft = (changes: Partial<CampaignRecord> = {}) => engine.campaign(1, { state: 'draft', run: 0, consent: attested, ...changes })
const schedule = (id: CampaignId, startsAt: string, ifVersion?: number) =>
  scheduleCampaign(engine.ports, { consent: 'campaign' })(id, { startsAt, ifVersion })
const unschedule = (id: CampaignId, ifVersion?: number) => unscheduleCampaign(engine.ports)(id, { ifVersion })
const tick = () => startScheduled(engine.ports, { consent: 'campaign' })()
const read = (id: CampaignId) => engine.ports.campaigns.get(id)
const runsOf = (id: CampaignId) => engine.started.filter((name) => name.startsWith(id))
const told = async (id: CampaignId) => (await engine.ports.activity.list(id, { limit: 20 })).items

/** A draft that is to start in ten minutes. */
const scheduled = async () => {
  const { id } = await draft()
  const { startsAt = '' } = await schedule(id, inMs(10 * MINUTE))
  return { id, startsAt }
}

describe('a scheduled campaign', () => {
  it('starts by itself once its moment has come, and not before', async () => {
    const { id, startsAt } = await scheduled()
    expect(await read(id)).toMatchObject({ state: 'draft', startsAt })
    engine.move(10 * MINUTE - 1)
    await tick()
    expect(await read(id)).toMatchObject({ state: 'draft' })
    engine.move(1)
    await tick()
    expect(await read(id)).toMatchObject({ state: 'active', run: 1, startedAt: startsAt })
    expect(await read(id)).not.toHaveProperty('startsAt')
    expect(runsOf(id)).toEqual([`${id}-1`])
    expect(await engine.ports.campaigns.watched()).toContain(id)
    const [entry] = await told(id)
    expect(entry).toMatchObject({ by: 'ringmaster', action: 'started', because: 'it was scheduled', evidence: { startsAt } })
  })

  it('starts once, though two minutes come at the same time, and stays as it is when a later one comes', async () => {
    const { id } = await scheduled()
    engine.move(10 * MINUTE)
    await Promise.all([tick(), tick(), tick()])
    await tick()
    expect(await read(id)).toMatchObject({ state: 'active', run: 1 })
    expect(runsOf(id)).toEqual([`${id}-1`])
    expect((await told(id)).filter(({ action }) => action === 'started')).toHaveLength(1)
  })

  it('does not start when it was taken back, however shortly before', async () => {
    const { id, startsAt } = await scheduled()
    engine.move(10 * MINUTE)
    const { scheduled: list } = engine.ports.campaigns
    // It is called off after it was found due.
    engine.ports.campaigns.scheduled = async (until) => {
      const due = await list(until)
      await unschedule(id)
      return due
    }
    await tick()
    expect(await read(id)).toMatchObject({ state: 'draft', run: 0 })
    expect(runsOf(id)).toEqual([])
    expect((await told(id)).map(({ by, action }) => `${by} ${action}`)).toEqual(['person unscheduled', 'person scheduled'])
    expect((await list()).filter((start) => start.startsAt === startsAt)).toEqual([])
  })

  it('starts at the moment that was chosen last', async () => {
    const { id } = await scheduled()
    const later = inMs(60 * MINUTE)
    await schedule(id, later)
    engine.move(10 * MINUTE)
    await tick()
    expect(await read(id)).toMatchObject({ state: 'draft', startsAt: later })
    engine.move(50 * MINUTE)
    await tick()
    expect(await read(id)).toMatchObject({ state: 'active' })
  })

  it.each([
    ['started by hand', (id: CampaignId) => startCampaign(engine.ports, { consent: 'campaign' })(id)],
    ['stopped', (id: CampaignId) => stopCampaign(engine.ports)(id)],
    ['deleted', (id: CampaignId) => deleteCampaign(engine.ports)(id)],
    ['stopped with all others', () => emergencyStop(engine.ports)()],
  ])('that is %s before has no moment any more', async (_, act) => {
    const { id } = await scheduled()
    await act(id)
    const before = await read(id)
    expect(before).not.toHaveProperty('startsAt')
    engine.move(10 * MINUTE)
    await tick()
    expect(await read(id)).toEqual(before)
    expect((await engine.ports.campaigns.scheduled()).map((start) => start.id)).not.toContain(id)
  })

  it('says that an emergency stop has called it off', async () => {
    const { id } = await scheduled()
    // Entries of the same millisecond have no order.
    engine.move(1)
    await emergencyStop(engine.ports)()
    expect(await read(id)).toMatchObject({ state: 'draft', reason: 'Emergency stop: it does not start by itself any more.' })
    expect((await told(id))[0]).toMatchObject({ action: 'unscheduled', because: 'emergency stop' })
  })

  it('is edited like any other, and keeps its moment', async () => {
    const { id, startsAt } = await scheduled()
    await editCampaign(engine.ports)(id, { edit: { name: 'Autumn' } })
    expect(await read(id)).toMatchObject({ name: 'Autumn', startsAt })
  })
})

describe('one that cannot start then', () => {
  const withoutConsent = async () => {
    const { id } = await draft({ consent: undefined })
    // Nobody asked for it when it was scheduled: the rule is another by now.
    await scheduleCampaign(engine.ports, { consent: 'deployer' })(id, { startsAt: inMs(10 * MINUTE) })
    engine.move(10 * MINUTE)
    return id
  }

  it('says why in its log and on itself, stays a draft, and is not tried again', async () => {
    const id = await withoutConsent()
    await tick()
    await tick()
    expect(await read(id)).toMatchObject({ state: 'draft', reason: expect.stringMatching(/^It could not start as scheduled\. .*attested/) })
    expect(await read(id)).not.toHaveProperty('startsAt')
    const entries = (await told(id)).filter(({ action }) => action === 'not-started')
    expect(entries).toEqual([expect.objectContaining({ by: 'ringmaster', because: expect.stringContaining('attested') })])
    expect(runsOf(id)).toEqual([])
  })

  it('does not keep the others from starting', async () => {
    const id = await withoutConsent()
    const { id: other } = await draft()
    await schedule(other, inMs(1))
    engine.move(1)
    await tick()
    expect(await read(id)).toMatchObject({ state: 'draft' })
    expect(await read(other)).toMatchObject({ state: 'active' })
  })

  it('forgets that once it is scheduled again', async () => {
    const id = await withoutConsent()
    await tick()
    await editCampaign(engine.ports)(id, { edit: { consent: attested } })
    await schedule(id, inMs(MINUTE))
    expect(await read(id)).not.toHaveProperty('reason')
  })

  it('is tried again while what kept it from starting may pass, but not for longer than a day', async () => {
    const { id } = await scheduled()
    const { change } = engine.ports.campaigns
    const broken = new Error('The table does not answer')
    engine.ports.campaigns.change = (campaign, patch) => (patch.state === 'active' ? Promise.reject(broken) : change(campaign, patch))
    engine.move(10 * MINUTE)
    await tick()
    expect(await read(id)).toMatchObject({ state: 'draft', startsAt: expect.any(String) })
    engine.move(DAY + 1)
    engine.ports.campaigns.change = change
    await tick()
    expect(await read(id)).toMatchObject({
      state: 'draft',
      reason: 'It could not start as scheduled. For a day nobody was able to start it.',
    })
  })

  it('is tried again when many change it at that moment', async () => {
    const { id } = await scheduled()
    const { get } = engine.ports.campaigns
    engine.ports.campaigns.get = () => Promise.reject(new AppError('conflict', 'Many at once.', undefined, 1))
    engine.move(10 * MINUTE)
    await tick()
    engine.ports.campaigns.get = get
    await tick()
    expect(await read(id)).toMatchObject({ state: 'active' })
  })
})

describe('a moment', () => {
  it.each([
    ['has passed', 0],
    ['is further ahead than a year', 367 * DAY],
  ])('is refused when it %s', async (_, ms) => {
    const { id } = await draft()
    const refusal = { code: 'unprocessable', errors: [expect.objectContaining({ pointer: '/body/startsAt' })] }
    await expect(schedule(id, inMs(ms))).rejects.toMatchObject(refusal)
  })

  it('is refused at once for what a start would be refused for', async () => {
    const { id: empty } = await engine.campaign(0, { state: 'draft', consent: attested })
    await expect(schedule(empty, inMs(MINUTE))).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining('contacts'),
    })
    const { id: unattested } = await draft({ consent: undefined })
    await expect(schedule(unattested, inMs(MINUTE))).rejects.toMatchObject({ code: 'consent_required' })
  })

  it.each(['active', 'paused', 'completed', 'cancelled'] as const)(
    'is refused to a campaign that is %s, as is taking it back',
    async (state) => {
      const { id } = await draft({ state })
      await expect(schedule(id, inMs(MINUTE))).rejects.toMatchObject({ code: 'conflict' })
      await expect(unschedule(id)).rejects.toMatchObject({ code: 'conflict' })
    },
  )

  it('is refused to a campaign that was deleted', async () => {
    const { id } = await draft({ deletedAt: '2026-11-02T15:00:00.000Z' })
    await expect(schedule(id, inMs(MINUTE))).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is refused to whoever has seen another version', async () => {
    const { id, startsAt } = await scheduled()
    const { version = 0 } = (await read(id)) ?? {}
    await expect(schedule(id, inMs(MINUTE), version - 1)).rejects.toMatchObject({ code: 'precondition_failed' })
    await expect(unschedule(id, version - 1)).rejects.toMatchObject({ code: 'precondition_failed' })
    expect(await read(id)).toMatchObject({ version, startsAt })
    expect(await unschedule(id, version)).not.toHaveProperty('startsAt', startsAt)
  })

  it('that is the same, or is taken back twice, changes and tells nothing', async () => {
    const { id, startsAt } = await scheduled()
    await schedule(id, startsAt)
    engine.move(1)
    await unschedule(id)
    await unschedule(id)
    expect((await told(id)).map(({ action }) => action)).toEqual(['unscheduled', 'scheduled'])
  })

  it('takes the place of the start at the end of an import', async () => {
    const { id } = await draft({ startWhenImported: true })
    expect(await schedule(id, inMs(MINUTE))).not.toHaveProperty('startWhenImported', true)
  })
})
