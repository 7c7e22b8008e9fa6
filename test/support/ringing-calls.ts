// Calls of a played engine that ring, and how their attempts stand.
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { Dialled, playEngine } from './engine.ts'

/** `engine`: of the test that runs. */
export const ringingCalls = (engine: () => ReturnType<typeof playEngine>) => ({
  /** A call that rings. */
  async ringing(changes: Partial<CampaignRecord> = {}): Promise<Dialled> {
    const campaign = await engine().campaign(1, changes)
    await engine().plan(campaign.id)
    await engine().turn(campaign.id)
    const [call] = engine().dialled
    if (!call) throw new Error('nobody was dialled')
    return call
  },
  async attemptOf({ attemptId }: Dialled) {
    const attempt = await engine().ports.attempts.get(attemptId)
    if (!attempt) throw new Error('no attempt')
    return attempt
  },
})
