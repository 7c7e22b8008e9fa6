// What a deployment must be able to do, step by step: the whole life of a campaign of one contact.
import type { Caller } from '#contract/access.ts'
import type { CampaignWithStats, NewCampaign } from '#contract/campaign.ts'
import type { Api } from '#contract/client.ts'
import { Refusal } from '#contract/client-errors.ts'
import type { CampaignId } from '#contract/ids.ts'
import { mayAct } from '#contract/role.ts'
import { isOver } from '../cli/follow.ts'
import type { Viewing } from './viewing.ts'

export type Trial = {
  api: Api
  signal: AbortSignal
  campaign: NewCampaign
  /** Of the one contact. */
  number: string
  /** The number may be rung: the simulated telephone network's, or one whose owner wants it. */
  mayRing: boolean
  view(campaignId: CampaignId): Viewing
}

/** Carries out one step, and prints it with its time. `what` tells of the answer. */
export type Step = <T>(name: string, work: () => Promise<T>, what?: (answer: T) => string) => Promise<T>

const roleOrThrow = ({ role }: Caller): void => {
  if (!mayAct(role, 'operator')) throw new Error(`The key is that of a ${role}. The test makes a campaign: it needs the scope operate.`)
}

/** A campaign of one contact may be over before it is stopped. */
const stopped = async ({ api, signal }: Trial, id: CampaignId): Promise<string> => {
  try {
    return (await api('stopCampaign', { params: { id }, query: { live: 'hangup' }, signal })).state
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'conflict') return 'was over already'
    throw error
  }
}

const hasBegun = ({ state, stats }: CampaignWithStats): boolean => stats.callsPlaced > 0 || stats.finished > 0 || state === 'completed'

const stillThere = async ({ api, signal }: Trial, id: CampaignId): Promise<boolean> => {
  try {
    await api('getCampaign', { params: { id }, signal })
    return true
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'not_found') return false
    throw error
  }
}

const watchAndCall = async (trial: Trial, id: CampaignId, step: Step): Promise<void> => {
  const { api, signal, mayRing } = trial
  const params = { id }
  using viewing = trial.view(id)
  await step(
    'watch it over the WebSocket',
    () => viewing.first(),
    ({ state }) => `a snapshot: ${state}`,
  )
  await step(
    'start it',
    () => api('startCampaign', { params, signal }),
    ({ state }) => state,
  )
  await step(
    'see that it is active',
    () => viewing.until(({ state }) => state !== 'draft'),
    ({ state }) => state,
  )
  if (mayRing)
    await step(
      'see a call',
      () => viewing.until(hasBegun),
      ({ stats }) => `${stats.callsPlaced} placed`,
    )
  await step(
    'stop it',
    () => stopped(trial, id),
    (state) => state,
  )
  await step(
    'see that it is over',
    () => viewing.until(isOver),
    ({ state, stats }) => `${state}, ${stats.live} live`,
  )
}

/** Whatever fails, the campaign that was made is deleted. */
export const tryOut = async (trial: Trial, step: Step): Promise<void> => {
  const { api, campaign, number, signal } = trial
  await step(
    'health',
    () => api('health', { signal }),
    ({ time }) => time,
  )
  await step(
    'who the key is',
    async () => {
      const me = await api('whoAmI', { signal })
      roleOrThrow(me)
      return me
    },
    ({ principal, role }) => `${principal}, ${role}`,
  )
  const { id } = await step(
    'make a campaign',
    () => api('createCampaign', { body: campaign, signal }),
    (made) => made.id,
  )
  try {
    const contacts = [{ phone: number, name: 'Test' }]
    const added = await step(
      'add a contact',
      () => api('addContacts', { params: { id }, body: { contacts }, signal }),
      ({ imported }) => String(imported),
    )
    if (added.imported !== 1) throw new Error(`The contact was not taken: ${added.rejects.map(({ reason }) => reason).join('; ')}`)
    await watchAndCall(trial, id, step)
  } finally {
    // Also after Ctrl-C: what was made is taken away.
    await step(
      'delete it',
      () => api('deleteCampaign', { params: { id } }),
      ({ state }) => state,
    )
  }
  if (await step('see that it is gone', () => stillThere(trial, id))) throw new Error(`The campaign ${id} is still there.`)
}
