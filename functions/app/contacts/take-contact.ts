// A contact taken out of its campaign before anybody has called it, or called again after it was finished.

import { ACTIVATED } from '#app/campaigns/activated.ts'
import { needConsent } from '#app/campaigns/campaign-consent.ts'
import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import { AppError } from '#app/errors.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import { contactMoved } from '#domain/progress.ts'
import { answerWith, type ContactAnswer, changeContact, contactOrThrow, type OneContactPorts } from './one-contact.ts'

type Which = { id: CampaignId; contactId: ContactId }
type Needs = OneContactPorts & NotingPorts & Pick<Ports, 'machine'>
export type TakingPorts = Pick<Needs, 'campaigns' | 'clock' | 'ledger' | 'machine' | 'random'>

/** Whoever waits for somebody who is gone, or does not know of somebody who is back, looks again. */
const nextRun = ({ state, run }: CampaignRecord): Partial<CampaignRecord> => (state === 'active' ? { run: run + 1 } : {})

const startRun = async ({ campaigns, machine }: Pick<Needs, 'campaigns' | 'machine'>, id: CampaignId): Promise<void> => {
  const campaign = await campaigns.get(id)
  if (campaign?.state === 'active') await machine.start(id, campaign.run)
}

export const isUncalled = ({ state, n }: ContactRecord): boolean => state === 'pending' && n === 0

const remove = ({ ledger }: Pick<Needs, 'ledger'>, { campaign, contact }: { campaign: CampaignRecord; contact: ContactRecord }) => {
  const patch = { totalContacts: campaign.totalContacts - 1, ...nextRun(campaign) }
  return ledger.importSlice({ campaign, patch, contacts: [], removals: [contact] })
}

/** One that nobody has called, whatever became of its campaign; false when somebody has come between. */
export const takeOut = async (ports: TakingPorts, id: CampaignId, contact: ContactRecord): Promise<boolean> => {
  const campaign = await ports.campaigns.get(id)
  if (!campaign || !(await remove(ports, { campaign, contact })).ok) return false
  await startRun(ports, id)
  return true
}

export const removeContact =
  (ports: Needs) =>
  async (which: Which): Promise<ContactAnswer> => {
    const removed = await changeContact(ports, which, async ({ campaign, contact }) => {
      if (!isUncalled(contact)) {
        throw new AppError(
          'conflict',
          'The contact has been called, and its calls stand in the books. Suppress its number, or leave it as it is.',
        )
      }
      return remove(ports, { campaign, contact })
    })
    await startRun(ports, which.id)
    await noteActivity(ports, { campaignId: which.id, by: 'person', action: 'edited', evidence: { removed: which.contactId } })
    return answerWith(ports, removed)
  }

const mayBeReset = ({ state, outcome }: ContactRecord): string | undefined => {
  if (state === 'suppressed' || outcome === 'opted-out') return 'The person wants no more calls, or the number is on the suppression list'
  if (state === 'pending' || state === 'retrying') return 'The contact will be called anyway'
  return state === 'calling' ? 'The contact is on the telephone' : undefined
}

/** New life in a completed campaign, as when contacts are added to it; one that a person has stopped waits for its start. */
const wokenBy = (campaign: CampaignRecord): Partial<CampaignRecord> =>
  campaign.state === 'completed' ? { ...ACTIVATED, state: 'active', run: campaign.run + 1 } : nextRun(campaign)

export const resetContact =
  (ports: Needs, rules: Pick<DialRules, 'consent'>) =>
  async (which: Which): Promise<ContactAnswer> => {
    await changeContact(ports, which, async ({ campaign, contact }) => {
      const refusal = mayBeReset(contact)
      if (refusal) throw new AppError('conflict', `${refusal}: it is not reset.`)
      const patch = wokenBy(campaign)
      if (patch.state === 'active') needConsent(rules, campaign)
      const deltas = contactMoved(contact.state, 'retrying')
      return ports.ledger.reopen({ campaign, patch, contacts: [contact], dueAt: new Date(ports.clock.now()).toISOString(), deltas })
    })
    await startRun(ports, which.id)
    await noteActivity(ports, { campaignId: which.id, by: 'person', action: 'reopened', evidence: { contact: which.contactId } })
    return answerWith(ports, (await contactOrThrow(ports, which)).contact)
  }
