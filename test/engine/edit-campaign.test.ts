// Editing a campaign while it is at work: the fence, the lines, what each call used.
import { beforeEach, describe, expect, it } from 'vitest'
import { editCampaign } from '#app/campaigns/edit-campaign.ts'
import { CampaignEdit } from '#contract/campaign-edit.ts'
import type { CampaignId } from '#contract/ids.ts'
import { someSettings } from '../support/builders.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const edit = (id: CampaignId, changes: object, ifVersion?: number) =>
  editCampaign(engine.ports)(id, { edit: CampaignEdit.parse(changes), ifVersion })
const openLanes = async (id: CampaignId) => (await engine.ports.lanes.list(id)).filter(({ open }) => open).map(({ k }) => k)
const editions = async () =>
  await Promise.all(engine.dialled.map(async ({ attemptId }) => (await engine.ports.attempts.get(attemptId))?.edition))

/** Does something once, between the turn's look at the campaign and its claim. */
const beforeClaim = (work: () => Promise<unknown>): void => {
  const { numbers } = engine.ports
  engine.ports.numbers = {
    ...numbers,
    async get(phone) {
      engine.ports.numbers = numbers
      await work()
      return numbers.get(phone)
    },
  }
}

describe('an edit of an active campaign', () => {
  it('begins a new run, and calls from then on use the new edition', async () => {
    const { id } = await engine.campaign(2)
    await engine.plan(id)
    await engine.turn(id, { k: 0 })
    const edited = await edit(id, { firstMessage: 'Good morning!' })
    expect(edited).toMatchObject({ state: 'active', run: 2, edition: 2, firstMessage: 'Good morning!' })
    expect(engine.started).toContain(`${id}-2`)

    expect(await engine.turn(id, { k: 1, run: 1 })).toBe('leave')
    await engine.plan(id, 2)
    await engine.turn(id, { k: 1, run: 2 })
    expect(await editions()).toEqual([1, 2])
  })

  it('changes nothing when it says what is the case already', async () => {
    const campaign = await engine.campaign(1)
    const edited = await edit(campaign.id, { name: campaign.name, settings: { maxConcurrentCalls: 5 } })
    expect(edited).toMatchObject({ run: 1, edition: 1 })
  })

  it('closes the lines above a lowered cap, and lets their calls end by themselves', async () => {
    const { id } = await engine.campaign(4, { settings: someSettings({ maxConcurrentCalls: 3 }) })
    await engine.plan(id)
    await engine.turn(id, { k: 2 })
    await edit(id, { settings: { maxConcurrentCalls: 1 } })
    expect(await openLanes(id)).toEqual([0])
    expect(engine.cancelled).toEqual([])
    expect(await engine.plan(id, 2)).toMatchObject({ lines: 1 })
  })

  it('that lowers the cap keeps a claim that it overtakes from being dialled', async () => {
    const { id } = await engine.campaign(3, { settings: someSettings({ maxConcurrentCalls: 2 }) })
    await engine.plan(id)
    beforeClaim(() => edit(id, { settings: { maxConcurrentCalls: 1 } }))
    await engine.turn(id, { k: 1 })
    expect(engine.dialled).toEqual([])
    const { items } = await engine.ports.contacts.list({ id, shards: 1 }, { limit: 9 })
    expect(items.map(({ state, attempts }) => ({ state, attempts }))).toEqual(Array(3).fill({ state: 'pending', attempts: 0 }))
  })

  it('that comes during a claim leaves the call with the edition that it was claimed with', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    beforeClaim(() => edit(id, { name: 'Another' }))
    await engine.turn(id)
    expect(await editions()).toEqual([1])
    expect(await engine.ports.campaigns.get(id)).toMatchObject({ edition: 2, run: 2 })
  })

  it('is carried through by doing it again when it was cut off before its run was started', async () => {
    const { id } = await engine.campaign(2, { settings: someSettings({ maxConcurrentCalls: 2 }) })
    await engine.plan(id)
    const { machine } = engine.ports
    engine.ports.machine = { ...machine, start: () => Promise.reject(new Error('cut off')) }
    await expect(edit(id, { settings: { maxConcurrentCalls: 1 } })).rejects.toThrow('cut off')
    engine.ports.machine = machine
    expect(await edit(id, { settings: { maxConcurrentCalls: 1 } })).toMatchObject({ run: 2, edition: 2 })
    expect(engine.started).toContain(`${id}-2`)
    expect(await openLanes(id)).toEqual([0])
  })
})

describe('an edit', () => {
  it.each(['draft', 'paused', 'stopping', 'completed', 'cancelled'] as const)('of a %s campaign starts nothing', async (state) => {
    const { id } = await engine.campaign(1, { state })
    expect(await edit(id, { language: 'fr' })).toMatchObject({ state, run: 1, edition: 2, language: 'fr' })
    expect(engine.started).toEqual([])
  })

  it('takes away what can be absent', async () => {
    const { id } = await engine.campaign(1, { agentId: 'agent_1', settings: someSettings({ budget: { calls: 9 } }) })
    const edited = await edit(id, { agentId: null, settings: { budget: null } })
    expect(edited.agentId).toBeUndefined()
    expect(edited.settings.budget).toBeUndefined()
    const kept = await engine.ports.campaigns.get(id)
    expect(kept).not.toHaveProperty('agentId')
    expect(kept?.settings).not.toHaveProperty('budget')
  })

  it('is refused when somebody else was faster, and says so', async () => {
    const { id, version } = await engine.campaign(0)
    await edit(id, { name: 'One' }, version)
    await expect(edit(id, { name: 'Two' }, version)).rejects.toMatchObject({
      code: 'precondition_failed',
      message: expect.stringContaining(`version ${version}`),
    })
  })

  it('is all in, whoever else edits at the same moment', async () => {
    const { id } = await engine.campaign(1)
    await Promise.all([edit(id, { name: 'One' }), edit(id, { prompt: 'Be brief.' }), edit(id, { settings: { retryCount: 3 } })])
    expect(await engine.ports.campaigns.get(id)).toMatchObject({
      name: 'One',
      prompt: 'Be brief.',
      settings: { retryCount: 3 },
      edition: 4,
    })
  })
})
