// A campaign's contacts as they are looked for: by number at once, by anything else as far as one request may read.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { viewContact } from '#app/views.ts'
import type { Contact } from '#contract/contact.ts'
import type { ContactState } from '#contract/contact-parts.ts'
import type { FunnelStep } from '#contract/funnel.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { Outcome } from '#contract/outcome.ts'
import { folded } from '#domain/folded.ts'
import { hasReached } from '#domain/funnel.ts'
import { readNumber } from '#domain/phone.ts'

type Needs = Pick<Ports, 'campaigns' | 'contacts' | 'ids'>

export type ContactsAsked = PageRequest & {
  state?: ContactState | undefined
  outcome?: Outcome | undefined
  step?: FunnelStep | undefined
  search?: string | undefined
}

/** A filter that fits hardly anybody would otherwise read a million: the page may be short, and its cursor goes on. */
const MOST_READS = 20

const digitsIn = (text: string): string => text.replace(/\D/g, '')

const isNamed = ({ name, phone }: ContactRecord, search: string): boolean => {
  if (folded(name ?? '').includes(folded(search))) return true
  const digits = digitsIn(search)
  return digits !== '' && !/\p{L}/u.test(search) && digitsIn(phone).includes(digits)
}

const isAsked = (contact: ContactRecord, { state, outcome, step, search }: ContactsAsked): boolean =>
  (state === undefined || contact.state === state) &&
  (outcome === undefined || contact.outcome === outcome) &&
  (step === undefined || hasReached(step, contact)) &&
  (search === undefined || isNamed(contact, search))

/** The contact whose number was written out whole; undefined when it was not, or is nobody's here. */
const withNumber = async ({ contacts, ids }: Needs, campaign: CampaignRecord, search: string): Promise<ContactRecord | undefined> => {
  const read = readNumber(search, { defaultCountry: campaign.defaultCountry })
  return read.ok ? await contacts.get(campaign.id, ids.contact(campaign, read.e164)) : undefined
}

export const findContacts =
  (ports: Needs) =>
  async (id: CampaignId, asked: ContactsAsked): Promise<Page<Contact>> => {
    const campaign = await campaignOrThrow(ports, id)
    const { limit, search } = asked
    const named = search === undefined ? undefined : await withNumber(ports, campaign, search)
    if (named) return { items: isAsked(named, { ...asked, search: undefined }) ? [viewContact(named)] : [], nextCursor: null }

    const found: ContactRecord[] = []
    let cursor = asked.cursor
    for (let reads = 0; reads < MOST_READS && found.length < limit; reads++) {
      const page = await ports.contacts.list(campaign, { limit: limit - found.length, cursor })
      found.push(...page.items.filter((contact) => isAsked(contact, asked)))
      cursor = page.nextCursor ?? undefined
      if (cursor === undefined) break
    }
    return { items: found.map(viewContact), nextCursor: cursor ?? null }
  }
