// A contact that a list names again: what the list says of it is taken over; where it stands, and who may not be called, stays.

import * as z from 'zod/mini'
import type { Brought } from '#app/ports/contacts.ts'
import type { ContactUpdate } from '#app/ports/ledger.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { ContactOverrides } from '#contract/contact-parts.ts'
import type { ImportId } from '#contract/ids.ts'

/** So many imports of one contact are remembered; it is then nobody's to take back. */
const MOST_IMPORTS = 10

const overrides = z.keyof(z.omit(ContactOverrides, { priority: true })).options

/** A contact that came by any other way stays when a list is taken back. */
const broughtBy = ({ importIds }: Brought, importId: ImportId | undefined): ImportId[] | undefined => {
  if (!importId || !importIds || importIds.length >= MOST_IMPORTS) return undefined
  return [...importIds, importId]
}

/**
 * Variables and overrides are those of the row and no others. What the row does not say of name, place and consent stays: a list without
 * these columns takes nothing back. And the contact keeps its place in the queue.
 */
export const knownAgain = (contact: ContactRecord, before: Brought, importId: ImportId | undefined): ContactUpdate => {
  const { id, campaignId, phone, state, attempts, n, dueAt, priority, ...said } = contact
  const absent = Object.fromEntries(overrides.map((override) => [override, undefined]))
  return { id, patch: { ...absent, ...said, importIds: broughtBy(before, importId), ...(importId ? { listedBy: importId } : {}) } }
}
