// Where a number is kept: its contact in each campaign that has it, also in those that were deleted.
import { AppError } from '#app/errors.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { CalledContact, PersonalData } from '#app/ports/personal-data.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { E164 } from '#contract/ids.ts'
import type { PersonAsked } from '#contract/privacy.ts'
import { readNumber } from '#domain/phone.ts'

export type FindingPorts = {
  campaigns: Pick<Ports['campaigns'], 'list'>
  ids: Pick<Ports['ids'], 'contact'>
  personal: Pick<PersonalData, 'among' | 'of'>
}

/** What one request to the table answers (DynamoDB, BatchGetItem). */
export const MOST_ON_PAGE = 100
const WIDTH = 10

export const numberOf = ({ phone, defaultCountry }: PersonAsked): E164 => {
  const read = readNumber(phone, { defaultCountry })
  if (read.ok) return read.e164
  throw new AppError('unprocessable', `This cannot be a number: ${read.reason}.`, [{ pointer: '/body/phone', detail: read.reason }])
}

export type Found = CalledContact & { campaign: CampaignRecord }

/**
 * In at most a hundred campaigns, newest first. A contact's id is made from its campaign and number: each campaign is asked for the one that it
 * would have, which takes three requests to the table, and two for each contact that is there.
 */
export const findOnPage = async ({ campaigns, ids, personal }: FindingPorts, phone: E164, page: PageRequest): Promise<Page<Found>> => {
  const { items, nextCursor } = await campaigns.list(page)
  const byId = new Map(items.map((campaign) => [campaign.id, campaign]))
  const there = await personal.among(items.map((campaign) => ({ campaignId: campaign.id, contactId: ids.contact(campaign, phone) })))
  const kept = await inParallel(there, WIDTH, async (place) => {
    const [campaign, person] = [byId.get(place.campaignId), await personal.of(place)]
    return campaign && person ? [{ campaign, ...person }] : []
  })
  return { items: kept.flat(), nextCursor }
}

/** In all campaigns. */
export const findPerson = async (ports: FindingPorts, phone: E164): Promise<Found[]> => {
  const found: Found[] = []
  let cursor: string | undefined
  do {
    const page = await findOnPage(ports, phone, { limit: MOST_ON_PAGE, cursor })
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return found
}
