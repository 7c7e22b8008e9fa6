// More people answer than the bridge has places for: nobody of them gets a dead line.
import { expect, it } from 'vitest'
import { ending } from '../support/campaign-at-work.ts'
import { eventually } from '../support/eventually.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 10, env: { CAPACITY: '1' } })

it('holds every conversation, those beyond the bridge’s one place without it', async () => {
  const campaign = await system.start({ phones: ending('0190', [202, 203, 204, 205, 206]) })
  await campaign.reaches('completed')
  const calls = await campaign.dials()
  expect(calls).toHaveLength(5)
  expect(calls.filter(({ media }) => !media || media.agentBytes === 0)).toEqual([])
  expect(await campaign.stats()).toMatchObject({ outcomes: { human: 5 } })
  const { items } = await system.ringmaster.api('listCalls', { params: { id: campaign.id } })
  const details = await Promise.all(items.map(({ id }) => system.ringmaster.api('getCall', { params: { callId: id } })))
  expect(details.filter(({ heldDirectly }) => heldDirectly).length).toBeGreaterThan(0)
  for (const { id, heldDirectly } of details) {
    await eventually(async () => (await system.ringmaster.api('getCall', { params: { callId: id } })).result?.summary).toMatch(
      /^The agent spoke/,
    )
    const transcript = await system.ringmaster.api('getTranscript', { params: { callId: id } })
    expect(
      transcript.items.some(({ by }) => by === 'agent'),
      `held directly: ${heldDirectly}`,
    ).toBe(true)
  }
  expect(details.filter(({ heldDirectly, latency }) => heldDirectly === (latency !== undefined))).toEqual([])
})
