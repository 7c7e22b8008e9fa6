// Campaigns in the order of their names: read whole, since no index has them so; there are hundreds, not millions.
import { AppError } from '#app/errors.ts'
import type { ListedCampaign } from '#app/ports/campaigns.ts'
import type { Page } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'

type Asked = { limit: number; cursor?: string | undefined; isReversed: boolean; isWanted: (campaign: ListedCampaign) => boolean }

const PAGE = 100
/** Those made before the newest thousand are found by their date. */
const MOST = 1_000

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })
/** Names may be the same: then the older one comes first. */
const compare = (a: ListedCampaign, b: ListedCampaign): number => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1)

const readAll = async ({ campaigns }: Pick<Ports, 'campaigns'>): Promise<ListedCampaign[]> => {
  const all: ListedCampaign[] = []
  let cursor: string | undefined
  do {
    const page = await campaigns.list({ limit: PAGE, cursor })
    all.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && all.length < MOST)
  return all
}

/** The page behind the campaign that the cursor names; one that has been deleted since is still known by its place. */
export const campaignsByName = async (
  ports: Pick<Ports, 'campaigns'>,
  { limit, cursor, isReversed, isWanted }: Asked,
): Promise<Page<ListedCampaign>> => {
  const sorted = (await readAll(ports)).sort((a, b) => (isReversed ? compare(b, a) : compare(a, b)))
  const before = cursor === undefined ? -1 : sorted.findIndex(({ id }) => id === cursor)
  if (cursor !== undefined && before < 0) {
    throw new AppError('invalid_request', 'The cursor is not one that was given out. Take `nextCursor` of the page before as it is.')
  }
  const rest = sorted.slice(before + 1).filter(isWanted)
  const items = rest.slice(0, limit)
  return { items, nextCursor: rest.length > limit ? (items.at(-1)?.id ?? null) : null }
}
