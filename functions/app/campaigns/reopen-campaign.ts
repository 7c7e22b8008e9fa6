// Reopen: finished contacts whose last call meant one of the chosen outcomes are called again, and the campaign goes back to work.

import { AppError } from '#app/errors.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { ReopenedOutcome } from '#contract/outcome.ts'
import { can } from '#domain/campaign.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { addDeltas, contactMoved } from '#domain/progress.ts'
import { isSameReopening, mayReopen } from '#domain/reopening.ts'
import { ACTIVATED } from './activated.ts'
import { needConsent } from './campaign-consent.ts'
import { type ChangingPorts, changeCampaign, verdictOn } from './change-campaign.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'

type Needs = ChangingPorts & NotingPorts & Pick<Ports, 'attempts' | 'contacts' | 'ledger' | 'machine'>
type Reopening = NonNullable<CampaignRecord['reopening']>
/** `contacts`: those that have come back so far. */
type Reopened = { campaign: CampaignRecord; contacts: number }

/** Contacts looked at for one transaction, which takes a hundred writes (DynamoDB): three are the campaign, its watch entry and a lane. */
const SLICE = 97
/** The caller waits so long, which is enough for tens of thousands of contacts; the reconciler goes on with the rest. */
const PATIENCE_MS = 15_000
const REST_MS = 20
/** Attempts read at the same time. */
const WIDTH = 25

export const reopenCampaign =
  (ports: Needs, rules: Pick<DialRules, 'consent'>) =>
  async (id: CampaignId, outcomes: readonly ReopenedOutcome[]): Promise<Reopened> => {
    const askedAt = new Date(ports.clock.now()).toISOString()
    const { campaign } = await changeCampaign(ports, id, (current) => {
      // Asked for twice, it is one reopening.
      if (current.reopening && isSameReopening(current.reopening.outcomes, outcomes)) return undefined
      verdictOn('reopen', current)
      if (current.reopening) throw new AppError('conflict', 'The campaign is being reopened for other outcomes. Wait until that is done.')
      needConsent(rules, current)
      return { reopening: { outcomes: [...outcomes], askedAt, contacts: 0 } }
    })
    return await continueReopening(ports, campaign, { patienceMs: PATIENCE_MS })
  }

/**
 * Takes slice after slice until the list is through or the time is over. A slice is one transaction together with how far the
 * reopening is: it may be cut off anywhere and carried on by anybody, and no contact is reopened twice.
 */
export const continueReopening = async (ports: Needs, seen: CampaignRecord, { patienceMs }: { patienceMs: number }): Promise<Reopened> => {
  const until = ports.clock.machine() + patienceMs
  let contacts = seen.reopening?.contacts ?? 0
  for (;;) {
    const campaign = (await ports.campaigns.get(seen.id)) ?? seen
    if (!campaign.reopening || ports.clock.machine() >= until) return { campaign, contacts }
    contacts = await reopenSlice(ports, campaign, campaign.reopening)
  }
}

/**
 * A campaign that has ended goes to work with the first contacts that it gets back. Once it has them all its run moves on, which may be
 * waiting for a later hour and knows nothing of those that came after it. One that was paused meanwhile stays paused.
 */
const wokenBy = (
  { clock }: Needs,
  { state, run, startedAt }: CampaignRecord,
  slice: { isEmpty: boolean; isLast: boolean },
): Partial<CampaignRecord> => {
  if (state === 'active') return slice.isLast ? { run: run + 1 } : {}
  if (slice.isEmpty || can('reopen', state).kind !== 'go') return {}
  return { ...ACTIVATED, state: 'active', run: run + 1, startedAt: startedAt ?? new Date(clock.now()).toISOString() }
}

type Here = { campaign: CampaignRecord; reopening: Reopening }

/** The campaign is at work while the list is gone through: whoever it has called meanwhile has had that call, and no other is meant. */
const notCalledSince = async ({ attempts }: Needs, contacts: readonly ContactRecord[], { campaign, reopening }: Here) => {
  if (can('reopen', campaign.state).kind === 'go') return contacts
  const last = await inParallel(contacts, WIDTH, ({ id, n }) => attempts.get(attemptIdOf(campaign.id, id, n)))
  return contacts.filter((_, i) => (last[i]?.endedAt ?? '') <= reopening.askedAt)
}

/** Gives how many contacts have come back so far. */
const reopenSlice = async (ports: Needs, campaign: CampaignRecord, reopening: Reopening): Promise<number> => {
  const { items, nextCursor } = await ports.contacts.list(campaign, { limit: SLICE, cursor: reopening.cursor })
  const contacts = await notCalledSince(
    ports,
    items.filter((contact) => mayReopen(contact, reopening.outcomes)),
    { campaign, reopening },
  )
  const sum = reopening.contacts + contacts.length
  const isLast = nextCursor === null
  const woken = wokenBy(ports, campaign, { isEmpty: contacts.length === 0, isLast })
  const written = await ports.ledger.reopen({
    campaign,
    patch: { ...woken, reopening: isLast ? undefined : { ...reopening, cursor: nextCursor, contacts: sum } },
    contacts,
    dueAt: new Date(ports.clock.now()).toISOString(),
    deltas: addDeltas(...contacts.map(({ state }) => contactMoved(state, 'retrying'))),
  })
  // Somebody has changed the campaign, or learned something of a contact: it is read again.
  if (!written.ok) {
    await ports.clock.rest(ports.random() * REST_MS)
    return reopening.contacts
  }
  if (woken.run !== undefined) await ports.machine.start(campaign.id, woken.run)
  if (isLast) {
    const evidence = { outcomes: reopening.outcomes.join(', '), contacts: sum }
    await noteActivity(ports, { campaignId: campaign.id, by: 'person', action: 'reopened', evidence })
  }
  return sum
}
