// The transactions of a contact that is not being called: never to be called, judged anew, called again.
import type { Ledger } from '#app/ports/ledger.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { changeAttempt, changeCampaign, changeLane, dueAgain, moveContact, NOT_DUE, watched, writeParts } from './ledger-parts.ts'
import { PRESENT } from './requirements.ts'
import type { Table } from './table-operations.ts'

/** What changes outside the lanes' own turns is counted here. */
export const FIRST_LANE = 0

const placeOf = ({ campaignId, id, n }: ContactRecord) => ({ campaignId, contactId: id, n })

export const contactMovesIn = (table: Table): Pick<Ledger, 'never' | 'refine' | 'reopen'> => ({
  never: (contact, { state, because, lane, deltas }) =>
    writeParts<'contact' | 'lane'>(table, [
      moveContact(placeOf(contact), 'never', {
        seen: contact.state,
        to: state,
        change: { set: { heldBecause: because }, remove: NOT_DUE.filter((attribute) => attribute !== 'heldBecause') },
      }),
      changeLane({ campaignId: contact.campaignId, k: lane.k }, { deltas }, { open: true, run: lane.run }),
    ]),

  refine: (attempt, { outcome, contact, next, refund = 0, deltas, campaign }) => {
    const isDue = next?.state === 'retrying'
    // Whoever waits for the contact, waits for another time than the one it is due at now.
    const loses = isDue ? ['heldBy', 'heldBecause'] : NOT_DUE
    const due = isDue ? dueAgain(attempt, new Date(next.dueAt).toISOString()) : {}
    return writeParts<'attempt' | 'contact' | 'lane' | 'campaign'>(table, [
      changeAttempt(attempt, { outcome, refined: true }),
      moveContact(attempt, 'refine', {
        seen: contact.state,
        ...(next ? { to: next.state } : {}),
        change: {
          set: { outcome, ...due },
          ...(next ? { remove: loses } : {}),
          ...(refund === 0 ? {} : { add: { attempts: -refund } }),
        },
      }),
      // The lane that made the call counts it, whatever it holds by now.
      changeLane(attempt, { deltas }, { run: PRESENT }),
      // A contact that is no longer finished: whoever counts the finished ones at this moment must count again.
      ...(campaign ? [changeCampaign(campaign)] : []),
    ])
  },

  reopen: ({ campaign, patch, contacts, dueAt, deltas }) =>
    writeParts<'contact' | 'lane' | 'campaign'>(table, [
      ...contacts.map((contact) =>
        moveContact(placeOf(contact), 'reopen', {
          seen: contact.state,
          to: 'retrying',
          change: { set: { attempts: 0, ...dueAgain(placeOf(contact), dueAt) }, remove: ['heldBy', 'heldBecause'] },
        }),
      ),
      ...(contacts.length > 0 ? [changeLane({ campaignId: campaign.id, k: FIRST_LANE }, { deltas }, { run: PRESENT })] : []),
      changeCampaign(campaign, patch),
      ...(patch.state === 'active' ? [watched(campaign.id)] : []),
    ]),
})
