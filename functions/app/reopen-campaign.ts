// Reopen: finished contacts whose last call meant one of the chosen outcomes are called again, and the campaign goes back to work.
import type { ReopenedOutcome } from '#contract/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { can } from '#domain/campaign.ts'
import { addDeltas, contactMoved } from '#domain/progress.ts'
import { isSameReopening, mayReopen } from '#domain/reopening.ts'
import { needConsent } from './campaign-consent.ts'
import { type ChangingPorts, changeCampaign, verdictOn } from './change-campaign.ts'
import { AppError } from './errors.ts'
import { kickRun } from './kick-run.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'
import type { Ports } from './ports.ts'
import type { CampaignRecord } from './records.ts'
import { ACTIVATED } from './start-campaign.ts'
import type { DialRules } from './turn.ts'

type Needs = ChangingPorts & NotingPorts & Pick<Ports, 'contacts' | 'ledger' | 'machine'>
type Reopening = NonNullable<CampaignRecord['reopening']>

/** Contacts looked at for one transaction, which takes a hundred writes (DynamoDB): three are the campaign, its watch entry and a lane. */
const SLICE = 97
/** The caller waits so long, which is enough for tens of thousands of contacts; the reconciler goes on with the rest. */
const PATIENCE_MS = 15_000
const REST_MS = 20

export const reopenCampaign =
  (ports: Needs, rules: Pick<DialRules, 'consent'>) =>
  async (id: CampaignId, outcomes: readonly ReopenedOutcome[]): Promise<CampaignRecord> => {
    const askedAt = new Date(ports.clock.now()).toISOString()
    const { campaign } = await changeCampaign(ports, id, (current) => {
      // Asked for twice, it is one reopening.
      if (current.reopening && isSameReopening(current.reopening.outcomes, outcomes)) return undefined
      verdictOn('reopen', current)
      if (current.reopening) throw new AppError('conflict', 'The campaign is being reopened for other outcomes. Wait until that is done.')
      needConsent(rules, current)
      return { reopening: { outcomes: [...outcomes], askedAt, contacts: 0 } }
    })
    return (await continueReopening(ports, id, { patienceMs: PATIENCE_MS })) ?? campaign
  }

/**
 * Takes slice after slice until the list is through or the time is over. A slice is one transaction together with how far the
 * reopening is: it may be cut off anywhere and carried on by anybody, and no contact is reopened twice.
 */
export const continueReopening = async (
  ports: Needs,
  id: CampaignId,
  { patienceMs }: { patienceMs: number },
): Promise<CampaignRecord | undefined> => {
  const until = ports.clock.machine() + patienceMs
  for (;;) {
    const campaign = await ports.campaigns.get(id)
    if (!campaign?.reopening || ports.clock.machine() >= until) return campaign
    await reopenSlice(ports, campaign, campaign.reopening)
  }
}

/** A campaign that has ended goes to work with the first contacts that it gets back; one that was paused meanwhile stays paused. */
const activation = ({ clock }: Needs, { state, run, startedAt }: CampaignRecord): Partial<CampaignRecord> =>
  can('reopen', state).kind === 'go'
    ? { ...ACTIVATED, state: 'active', run: run + 1, startedAt: startedAt ?? new Date(clock.now()).toISOString() }
    : {}

const reopenSlice = async (ports: Needs, campaign: CampaignRecord, reopening: Reopening): Promise<void> => {
  const { items, nextCursor } = await ports.contacts.list(campaign, { limit: SLICE, cursor: reopening.cursor })
  const contacts = items.filter((contact) => mayReopen(contact, reopening.outcomes))
  const sum = reopening.contacts + contacts.length
  const activated = contacts.length > 0 ? activation(ports, campaign) : {}
  const written = await ports.ledger.reopen({
    campaign,
    patch: { ...activated, reopening: nextCursor === null ? undefined : { ...reopening, cursor: nextCursor, contacts: sum } },
    contacts,
    dueAt: new Date(ports.clock.now()).toISOString(),
    deltas: addDeltas(...contacts.map(({ state }) => contactMoved(state, 'retrying'))),
  })
  // Somebody has changed the campaign, or learned something of a contact: it is read again.
  if (!written.ok) return await ports.clock.rest(ports.random() * REST_MS)
  if (activated.run !== undefined) await ports.machine.start(campaign.id, activated.run)
  if (nextCursor === null) await finish(ports, campaign, { outcomes: reopening.outcomes.join(', '), contacts: sum })
}

const finish = async (ports: Needs, { id, state }: CampaignRecord, evidence: { outcomes: string; contacts: number }): Promise<void> => {
  // The run may be waiting for a later hour, and knows nothing of the contacts that came after it.
  if (state === 'active') await kickRun(ports, id)
  await noteActivity(ports, { campaignId: id, by: 'person', action: 'reopened', evidence })
}
