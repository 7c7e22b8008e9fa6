// What a deployment must be able to do, step by step: the whole life of a campaign of one contact.
import type { CampaignWithStats } from '#contract/campaign.ts'
import type { NewCampaign } from '#contract/campaign-edit.ts'
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

/** Carries out one step, and prints it with its time and its answer. */
export type Step = <T extends string>(name: string, work: () => Promise<T>) => Promise<T>

const whoIsIt = async ({ api, signal }: Trial): Promise<string> => {
  const { principal, role } = await api('whoAmI', { signal })
  if (mayAct(role, 'operator')) return `${principal}, ${role}`
  throw new Error(`The key is that of a ${role}. The test makes a campaign: it needs the scope operate.`)
}

const addContact = async ({ api, number, signal }: Trial, id: CampaignId): Promise<string> => {
  const contacts = [{ phone: number, name: 'Test' }]
  const { imported, rejects } = await api('addContacts', { params: { id }, body: { contacts }, signal })
  if (imported === 1) return '1 added'
  throw new Error(`The contact was not taken: ${rejects.map(({ reason }) => reason).join('; ')}`)
}

/** A campaign of one contact may be over before it is stopped. */
const stop = async ({ api, signal }: Trial, id: CampaignId): Promise<string> => {
  try {
    return (await api('stopCampaign', { params: { id }, query: { live: 'hangup' }, signal })).state
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'conflict') return 'it was over already'
    throw error
  }
}

const assertGone = async ({ api, signal }: Trial, id: CampaignId): Promise<string> => {
  try {
    await api('getCampaign', { params: { id }, signal })
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'not_found') return error.problem.code
    throw error
  }
  throw new Error(`The campaign ${id} is still there.`)
}

const hasBegun = ({ stats }: CampaignWithStats): boolean => stats.callsPlaced > 0 || stats.finished > 0
const hasLeftDraft = ({ state }: CampaignWithStats): boolean => state !== 'draft'

const watchAndCall = async (trial: Trial, id: CampaignId, step: Step): Promise<void> => {
  const { api, signal, mayRing } = trial
  using viewing = trial.view(id)
  await step('watch it over the WebSocket', async () => (await viewing.first()).state)
  await step('start it', async () => (await api('startCampaign', { params: { id }, signal })).state)
  await step('see that it has started', async () => (await viewing.until(hasLeftDraft)).state)
  if (mayRing) await step('see a call', async () => `${(await viewing.until(hasBegun)).stats.callsPlaced} placed`)
  await step('stop it', () => stop(trial, id))
  await step('see that it is over', async () => (await viewing.until(isOver)).state)
}

/** Whatever fails, the campaign that was made is deleted. */
export const tryOut = async (trial: Trial, step: Step): Promise<void> => {
  const { api, campaign, signal } = trial
  await step('health', async () => (await api('health', { signal })).time)
  await step('who the key is', () => whoIsIt(trial))
  const id = await step('make a campaign', async () => (await api('createCampaign', { body: campaign, signal })).id)
  try {
    await step('add a contact', () => addContact(trial, id))
    await watchAndCall(trial, id, step)
  } finally {
    // Also after Ctrl-C: what was made is taken away.
    await step('delete it', async () => (await api('deleteCampaign', { params: { id } })).state)
  }
  await step('see that it is gone', () => assertGone(trial, id))
}
