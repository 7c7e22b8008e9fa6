// Completion: only when nobody is left, whatever is learned at that very moment.
import { expect, it } from 'vitest'
import { finishIfDone } from '#app/campaigns/finish-campaign.ts'
import { conversations } from '#app/conversation/hold-conversation.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

it('a campaign is not completed over a contact that comes back while its contacts are counted', async () => {
  const engine = playEngine()
  const campaign = await engine.campaign(1)
  await engine.plan(campaign.id)
  await engine.turn(campaign.id)
  const [call] = engine.dialled
  if (!call) throw new Error('nobody was dialled')
  await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 9 })

  const { campaigns, lanes } = engine.ports
  let counted: Promise<unknown> = Promise.resolve()
  const ports = {
    ...engine.ports,
    lanes: {
      ...lanes,
      sum: (...asked: Parameters<typeof lanes.sum>) => {
        const sum = lanes.sum(...asked)
        counted = sum
        return sum
      },
    },
    campaigns: {
      ...campaigns,
      // The bridge reports after whatever has been counted by then, and before the campaign is read.
      async get(id: typeof campaign.id) {
        await Promise.resolve()
        await counted
        await conversations(engine.ports).report(call.attemptId, {
          closedFirst: 'bridge',
          agentSpoke: false,
          durationMs: 10,
          failure: 'no agent',
        })
        return campaigns.get(id)
      },
    },
  }
  expect(await finishIfDone(ports, campaign)).toBe(false)
  expect(await campaigns.get(campaign.id)).toMatchObject({ state: 'active' })
})
