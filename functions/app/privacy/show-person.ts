// What somebody who asks for a number is shown: where it is, what calls came of it, and whether it may be called.
import { checkSuppression } from '#app/contacts/suppressions.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'
import { viewContactDetails } from '#app/views.ts'
import type { E164 } from '#contract/ids.ts'
import type { PersonAsked, PersonFound } from '#contract/privacy.ts'
import { type FindingPorts, type Found, findOnPage, MOST_ON_PAGE, numberOf } from './find-person.ts'

type Needs = FindingPorts & { numbers: Pick<Ports['numbers'], 'get'> }

/** A number that is found so often is looked for in no further hundred by the same request. */
const ENOUGH = 20

const findSome = async (ports: FindingPorts, phone: E164, { limit, cursor }: PageRequest): Promise<Page<Found>> => {
  const items: Found[] = []
  let nextCursor = cursor ?? null
  for (let left = limit; left > 0 && items.length < ENOUGH; left -= MOST_ON_PAGE) {
    const page = await findOnPage(ports, phone, { limit: Math.min(left, MOST_ON_PAGE), cursor: nextCursor ?? undefined })
    items.push(...page.items)
    nextCursor = page.nextCursor
    if (nextCursor === null) break
  }
  return { items, nextCursor }
}

const viewFound = ({ campaign: { id, name, state, deletedAt }, contact, calls }: Found) => ({
  campaign: { id, name, state, deletedAt },
  contact: viewContactDetails(contact, calls.toReversed()),
})

export const showPerson =
  (ports: Needs) =>
  async (asked: PersonAsked, page: PageRequest): Promise<PersonFound> => {
    const phone = numberOf(asked)
    const [number, { items, nextCursor }] = await Promise.all([checkSuppression(ports)(phone), findSome(ports, phone, page)])
    return { number, items: items.map(viewFound), nextCursor }
  }
