// What changed in the table, told to those who watch it and to nobody else.
import { beforeEach, describe, expect, it } from 'vitest'
import { digestOf, keyIdIn, principalOfSecret } from '#app/access/key-text.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { type Changes, pushChanges } from '#app/viewers/push-changes.ts'
import { pushSuppressionImports } from '#app/viewers/push-suppression-imports.ts'
import { ALL_CAMPAIGNS } from '#contract/events.ts'
import { Export } from '#contract/export.ts'
import { CampaignId, KeyId } from '#contract/ids.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { aKey } from '../support/access.ts'
import { anAttempt, anExport, aSuppressionImport, contactId } from '../support/builders.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'
import { playViewers } from '../support/viewers.ts'
import { watchersOf } from '../support/watchers.ts'

tableOfThisFile()

let stage: ReturnType<typeof playViewers>
let campaign: CampaignRecord
beforeEach(async () => {
  stage = playViewers()
  campaign = await stage.campaign(1)
})

const attempts = (size: number): AttemptRecord[] =>
  Array.from({ length: size }, (_, i) =>
    anAttempt({ id: attemptIdOf(campaign.id, contactId, i + 1), campaignId: campaign.id, n: i + 1, version: i + 1, state: 'ringing' }),
  )
const tell = (changes: Partial<Changes> = {}, ports = stage.ports) =>
  pushChanges(ports)([
    {
      campaignId: campaign.id,
      campaignChanged: false,
      countersChanged: false,
      calls: [],
      turns: [],
      activity: [],
      exports: [],
      ...changes,
    },
  ])

const watching = async (...topics: string[]): Promise<string> => {
  const viewer = stage.viewer('viewer')
  for (const topic of topics) await stage.ports.viewers.subscribe(viewer, topic)
  return viewer
}

describe('a viewer of a campaign', () => {
  it('is told of its state, its counters and its calls, each once', async () => {
    const viewer = await watching(campaign.id)
    await tell({ campaignChanged: true, countersChanged: true, calls: attempts(3) })
    expect(stage.heard(viewer)).toEqual(['campaign_update', 'campaign_progress', 'campaign_call_update'])
    expect(stage.last(viewer)).toMatchObject({ version: 3, data: { campaignId: campaign.id, calls: [{}, {}, {}] } })
  })

  it('is told only what has changed', async () => {
    const viewer = await watching(campaign.id)
    await tell({ countersChanged: true })
    expect(stage.heard(viewer)).toEqual(['campaign_progress'])
    await tell({ calls: attempts(1) })
    expect(stage.heard(viewer)).toEqual(['campaign_progress', 'campaign_call_update'])
    await tell()
    expect(stage.heard(viewer)).toHaveLength(2)
  })

  it('is told who has done what, and when counters were so in campaign time', async () => {
    const viewer = await watching(campaign.id)
    const entry = { id: '01J', campaignId: campaign.id, at: '2026-11-03T14:00:00.000Z', by: 'person', action: 'paused' } as const
    await tell({ activity: [entry] })
    expect(stage.last(viewer)).toMatchObject({ event: 'campaign_activity', data: { campaignId: campaign.id, items: [entry] } })
    await tell({ countersChanged: true })
    expect(stage.last(viewer)).toMatchObject({ data: { at: new Date(stage.ports.clock.now()).toISOString() } })
  })

  it('reads along while people talk, in messages that API Gateway takes', async () => {
    const viewer = await watching(campaign.id)
    const callId = attemptIdOf(campaign.id, contactId, 1)
    const turn = (index: number) => ({ callId, index, atMs: index, by: 'agent', kind: 'said', text: '\u{1f600}'.repeat(1_000) }) as const
    await tell({ turns: Array.from({ length: 20 }, (_, index) => turn(index)) })
    expect(stage.heard(viewer)).toEqual(['transcript_update', 'transcript_update'])
    expect(stage.last(viewer)).toMatchObject({ version: 19, data: { campaignId: campaign.id, turns: { length: 6 } } })
    for (const { event } of stage.sent) expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(128 * 1024)
  })

  it('is told how far an export of it is, without what the table keeps for itself', async () => {
    const [viewer, everywhere] = [await watching(campaign.id), await watching(ALL_CAMPAIGNS)]
    const record = anExport({ campaignId: campaign.id, rows: 12, version: 4 })
    await tell({ exports: [record] })
    expect(stage.last(viewer)).toEqual({ event: 'campaign_export', version: 4, data: Export.parse(record) })
    expect(stage.last(viewer)?.data).not.toHaveProperty('cursor')
    expect(stage.heard(everywhere)).toEqual([])
  })

  it('is told how far the counting of its calls is, and so is who looks at all campaigns side by side', async () => {
    const viewers = [await watching(campaign.id), await watching(ALL_CAMPAIGNS), await watching(ALL_CAMPAIGNS, campaign.id)]
    await tell({ breakdown: { version: 2, counting: { contacts: 40 } } })
    await tell({ breakdown: { version: 3 } })
    for (const viewer of viewers) {
      expect(stage.heard(viewer)).toEqual(['campaign_breakdown', 'campaign_breakdown'])
      expect(stage.last(viewer)).toEqual({ event: 'campaign_breakdown', version: 3, data: { campaignId: campaign.id } })
    }
  })

  it('never sees a number in full', async () => {
    const viewer = await watching(campaign.id)
    const [attempt] = attempts(1)
    await tell({ campaignChanged: true, countersChanged: true, calls: attempts(1) })
    expect(JSON.stringify(stage.sent.filter(({ to }) => to === viewer))).not.toContain(attempt?.phone.slice(3))
  })

  it('gets many calls in messages that a socket can carry', async () => {
    const viewer = await watching(campaign.id)
    await tell({ calls: attempts(320) })
    const sizes = stage.sent.filter(({ to }) => to === viewer).map(({ event }) => JSON.stringify(event).length)
    expect(sizes).toHaveLength(3)
    expect(Math.max(...sizes)).toBeLessThan(128 * 1_024)
  })

  it('sees versions that grow with every change', async () => {
    const viewer = await watching(campaign.id)
    const versions: number[] = []
    const note = async () => {
      await tell({ countersChanged: true })
      versions.push(stage.last(viewer)?.version ?? 0)
    }
    await note()
    await stage.plan(campaign.id)
    await note()
    await stage.turn(campaign.id)
    await note()
    const [call] = stage.dialled
    if (call) await stage.tell(call.attemptId, { kind: 'ended', state: 'busy', callSid: call.callSid })
    await note()
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
    expect(stage.last(viewer)).toMatchObject({ data: { stats: { callsFailed: 1, retrying: 1 } } })
  })
})

describe('a viewer of all campaigns', () => {
  it('is told of states and counters, and not of single calls', async () => {
    const viewer = await watching('all')
    await tell({ campaignChanged: true, countersChanged: true, calls: attempts(1) })
    expect(stage.heard(viewer)).toEqual(['campaign_update', 'campaign_progress'])
  })

  it('that watches the campaign too is told everything once', async () => {
    const viewer = await watching('all', campaign.id)
    await tell({ campaignChanged: true, countersChanged: true, calls: attempts(1) })
    expect(stage.heard(viewer)).toEqual(['campaign_update', 'campaign_progress', 'campaign_call_update'])
  })
})

describe('nobody', () => {
  it('is told of a campaign that they do not watch', async () => {
    const other = await stage.campaign(0)
    const viewer = await watching(other.id)
    await tell({ campaignChanged: true, calls: attempts(1) })
    expect(stage.heard(viewer)).toEqual([])
  })

  it('is told of a campaign that is gone', async () => {
    const viewer = await watching(campaign.id)
    await tell({ campaignId: CampaignId.parse('cmp_01JD0000000000000000000009'), campaignChanged: true })
    expect(stage.heard(viewer)).toEqual([])
  })
})

describe('a viewer who cannot be told', () => {
  it('keeps nobody else from being told, and stays', async () => {
    const [silent, here] = [await watching(campaign.id), await watching(campaign.id)]
    const { push } = stage.ports
    stage.ports.push = async (to, event) => {
      if (to === silent) throw new Error('throttled')
      return push(to, event)
    }
    await tell({ campaignChanged: true })
    expect(stage.heard(here)).toEqual(['campaign_update'])
    expect(await watchersOf(stage.ports.viewers, campaign.id)).toEqual([silent, here].sort())
  })
})

describe('a viewer who has gone', () => {
  it('is disconnected, and the others are told all the same', async () => {
    const [gone, here] = [await watching(campaign.id, 'all'), await watching(campaign.id)]
    stage.gone.add(gone)
    await tell({ campaignChanged: true, countersChanged: true })
    expect(stage.heard(here)).toEqual(['campaign_update', 'campaign_progress'])
    expect(await watchersOf(stage.ports.viewers, campaign.id)).toEqual([here])
    expect(await watchersOf(stage.ports.viewers, 'all')).not.toContain(gone)
  })
})

describe('a viewer who keeps silent', () => {
  const keyed = async () => {
    const key = await aKey(stage.ports)
    const seen = await stage.ports.apiKeys.get(KeyId.parse(keyIdIn(key)))
    if (!seen) throw new Error('The key is not there')
    const viewer = stage.viewer('silent')
    for (const topic of [campaign.id, ALL_CAMPAIGNS]) await stage.ports.viewers.subscribe(viewer, topic, { principal: `key:${seen.id}` })
    return { seen, viewer }
  }

  it('hears nothing any more once their key is revoked, and is cut off; the others are told', async () => {
    const [{ seen, viewer }, here] = [await keyed(), await watching(campaign.id)]
    await tell({ countersChanged: true })
    expect(stage.heard(viewer)).toEqual(['campaign_progress'])
    await stage.ports.apiKeys.change(seen, { revokedAt: '2026-11-02T15:00:00.000Z' })
    await tell({ countersChanged: true })
    expect(stage.heard(viewer)).toEqual(['campaign_progress'])
    expect(stage.heard(here)).toEqual(['campaign_progress', 'campaign_progress'])
    expect(new Set(stage.cutOff)).toEqual(new Set([viewer]))
    expect(await watchersOf(stage.ports.viewers, campaign.id)).toEqual([here])
  })

  it('hears nothing any more once the deployment’s key was exchanged; whom nobody can look up hears on', async () => {
    stage.secretKeys.push('the key of a browser')
    const viewer = stage.viewer('silent')
    const principal = principalOfSecret(digestOf('the key of a browser'))
    await stage.ports.viewers.subscribe(viewer, campaign.id, { principal })
    await tell({ countersChanged: true })
    const away = async () => Promise.reject(new Error('Secrets Manager is away'))
    await tell({ countersChanged: true }, { ...stage.ports, deploymentKeys: away })
    expect(stage.heard(viewer)).toHaveLength(2)
    stage.secretKeys.splice(0, 1, 'another')
    await tell({ countersChanged: true })
    expect(stage.heard(viewer)).toHaveLength(2)
    expect(stage.cutOff).toEqual([viewer])
  })

  it('hears of no list either', async () => {
    const { seen, viewer } = await keyed()
    await stage.ports.apiKeys.change(seen, { revokedAt: '2026-11-02T15:00:00.000Z' })
    await pushSuppressionImports(stage.ports)([aSuppressionImport()])
    expect(stage.heard(viewer)).toEqual([])
  })
})

describe('a list of numbers that nobody may call', () => {
  it('is followed by whoever watches all campaigns, without the rows that it rejects', async () => {
    const [everywhere, here] = [await watching(ALL_CAMPAIGNS), await watching(campaign.id)]
    const record = aSuppressionImport({ rows: 400, version: 7, rejects: [{ line: 2, column: 'phone', reason: 'the number is empty' }] })
    await pushSuppressionImports(stage.ports)([record])
    const { id, fileName, rows } = record
    expect(stage.last(everywhere)).toEqual(expect.objectContaining({ event: 'suppression_import_update', version: 7 }))
    expect(stage.last(everywhere)).toMatchObject({ data: { id, fileName, rows, state: 'importing' } })
    expect(stage.last(everywhere)?.data).not.toHaveProperty('rejects')
    expect(stage.heard(here)).toEqual([])
  })
})
