// Rows of a sheet that ask to be called become contacts, in the same way as those that come with a request.

import { addContacts } from '#app/contacts/add-contacts.ts'
import type { SheetRecord } from '#app/ports/sheets.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import type { SheetRow } from '#domain/sheet/sheet-rows.ts'

type Needs = Parameters<typeof addContacts>[0]

export type Taken = {
  imported: number
  duplicates: number
  /** The rows as they turned out: what cannot be called for a reason that only the campaign knows is rejected. */
  rows: SheetRow[]
  /** Contacts that were not there before: what they show is known without reading each of them. */
  fresh: ReadonlySet<ContactId>
}

/** Of one pass: more would not be over before the next minute. The rest is taken then. */
const MOST_ROWS = 5_000
/** Keys that the table looks up in one request. */
const LOOKED_UP = 100

const knownAmong = async ({ contacts }: Needs, campaignId: CampaignId, ids: readonly ContactId[]): Promise<Set<ContactId>> => {
  const known = new Set<ContactId>()
  for (let i = 0; i < ids.length; i += LOOKED_UP)
    for (const id of (await contacts.known(campaignId, ids.slice(i, i + LOOKED_UP))).keys()) known.add(id)
  return known
}

export const takeRows = async (
  ports: Needs,
  { campaignId }: Pick<SheetRecord, 'campaignId'>,
  rows: readonly SheetRow[],
): Promise<Taken> => {
  const asking = rows.filter((row) => row.is === 'new').slice(0, MOST_ROWS)
  if (asking.length === 0) return { imported: 0, duplicates: 0, rows: [...rows], fresh: new Set() }
  const ids = asking.map(({ contactId }) => contactId)
  const known = await knownAmong(ports, campaignId, ids)
  // The number as it was read with the country of the day on which the sheet was connected.
  const added = await addContacts(ports)(
    campaignId,
    asking.map(({ row, phone }) => ({ ...row, phone })),
  )
  const reasons = new Map(added.rejects.map(({ line, column, reason }) => [asking[line - 1]?.line, `${column}: ${reason}`]))
  const taken = new Set(asking.map(({ line }) => line))
  const turnedOut = rows.flatMap((row): SheetRow[] => {
    if (row.is !== 'new') return [row]
    const reason = reasons.get(row.line)
    if (reason !== undefined) return [{ line: row.line, cells: row.cells, stamp: row.stamp, is: 'rejected', reason }]
    return taken.has(row.line) ? [row] : []
  })
  return { imported: added.imported, duplicates: added.duplicates, rows: turnedOut, fresh: new Set(ids.filter((id) => !known.has(id))) }
}
