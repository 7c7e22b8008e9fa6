// A campaign's contacts, read a page at a time as they are looked for; and one contact, read again when a call of it begins or ends.
import { infiniteQueryOptions, type Query, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Call } from '#contract/call.ts'
import type { Api } from '#contract/client.ts'
import { Contact } from '#contract/contact.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import type { ContactDetails } from '#contract/one-contact.ts'
import { isOver } from './calls.ts'
import type { ContactFilter } from './contact-filter.ts'

const CONTACT = 'contact'
const LISTED = 'listed-contact'
const WHY = 'contact-why'
/** One number over all campaigns: held/person-queries.ts, which not every page loads. */
export const PERSON = 'person'
/** Rows that were scrolled out of sight are not worth keeping. */
const SCROLLED_MS = 30_000

type Place = { campaignId: CampaignId; contactId: ContactId }

export const contactsQuery = (api: Api, id: CampaignId, filter: ContactFilter) =>
  infiniteQueryOptions({
    queryKey: ['contacts', id, filter] as const,
    queryFn: async ({ client, pageParam, signal }) => {
      const query = { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) }
      const page = await api('listContacts', { params: { id }, query, signal })
      for (const contact of page.items) client.setQueryData<Contact>([LISTED, id, contact.id], (held) => held && contact)
      return page
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Come back to, it begins at its first page: reading all of its pages again could take hundreds of requests.
    gcTime: 0,
  })

/** A row of the list: as the list told it, until there is news of it. */
export const listedContactQuery = (api: Api, listed: Contact) =>
  queryOptions({
    queryKey: [LISTED, listed.campaignId, listed.id] as const,
    queryFn: async ({ signal }): Promise<Contact> =>
      Contact.parse(await api('getContact', { params: { id: listed.campaignId, contactId: listed.id }, signal })),
    initialData: listed,
    gcTime: SCROLLED_MS,
  })

export const contactQuery = (api: Api, { campaignId, contactId }: Place) =>
  queryOptions({
    queryKey: [CONTACT, campaignId, contactId] as const,
    queryFn: ({ signal }): Promise<ContactDetails> => api('getContact', { params: { id: campaignId, contactId }, signal }),
  })

/** As another answer told it. */
export const holdContact = (client: QueryClient, contact: ContactDetails): void =>
  void client.setQueryData<ContactDetails>([CONTACT, contact.campaignId, contact.id], contact)

/** `moved`: how the contact stands; another stand has another reason. */
export const contactWhyQuery = (api: Api, { campaignId, contactId, moved }: Place & { moved: string }) =>
  queryOptions({
    queryKey: [WHY, campaignId, contactId, moved] as const,
    queryFn: ({ signal }) => api('contactWhy', { params: { id: campaignId, contactId }, signal }),
  })

/** After a number was put on the do-not-call list or taken off it: contacts stand where they stood, for another reason. */
export const refreshNumbers = (client: QueryClient): void => {
  for (const kind of [PERSON, WHY]) void client.invalidateQueries({ queryKey: [kind] })
}

const ABOUT_ONE: ReadonlySet<unknown> = new Set([LISTED, CONTACT, WHY])

/** All of them in one look through what is held, which grows with each row that was scrolled by. */
const refreshThese = (client: QueryClient, campaignId: CampaignId, contacts: ReadonlySet<unknown>): void => {
  if (contacts.size === 0) return
  const isAboutThese = ({ queryKey: [kind, ofCampaign, ofContact] }: Pick<Query, 'queryKey'>): boolean =>
    ABOUT_ONE.has(kind) && ofCampaign === campaignId && contacts.has(ofContact)
  void client.invalidateQueries({ predicate: isAboutThese })
}

/** After something was done with a contact, or a call of it has moved. */
export const refreshContact = (client: QueryClient, { campaignId, contactId }: Place): void =>
  refreshThese(client, campaignId, new Set([contactId]))

/** Asked by its whole name, which is quick. */
const isHeld = (client: QueryClient, { campaignId, contactId }: Place): boolean =>
  [LISTED, CONTACT].some((kind) => client.getQueryState([kind, campaignId, contactId]) !== undefined)

/** A contact stands elsewhere once a call of it begins, and again when it is over. */
export const noteCalls = (client: QueryClient, campaignId: CampaignId, calls: readonly Call[]): void => {
  const moved = calls.filter(({ state }) => state === 'claimed' || state === 'queued' || isOver(state))
  const seen = moved.filter(({ contactId }) => isHeld(client, { campaignId, contactId }))
  refreshThese(client, campaignId, new Set(seen.map(({ contactId }) => contactId)))
}

/** The connection was gone: rows in sight, and the contact that is looked at, are read again. */
export const refreshContacts = (client: QueryClient, campaignId: CampaignId): void => {
  for (const kind of [LISTED, CONTACT, WHY]) void client.invalidateQueries({ queryKey: [kind, campaignId] })
}
