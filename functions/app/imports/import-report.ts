// The lists of a campaign, as they are asked for.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { AppError } from '#app/errors.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'
import type { ImportRecord } from '#app/records/import.ts'
import { viewImport } from '#app/views.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import type { Import, ImportWithResults } from '#contract/import.ts'
import { resultAddresses } from './result-addresses.ts'
import { beginUndo, carryOnUndo, type UndoPorts } from './undo-import.ts'

type Needs = Pick<Ports, 'campaigns' | 'imports' | 'files'>

/** API Gateway gives up after 30 s: what is not taken back by then goes on by itself. */
const UNDO_MS = 15_000

const isOver = ({ state }: ImportRecord): boolean => state === 'imported' || state === 'failed' || state === 'undoing' || state === 'undone'

export const importReport = (ports: Needs) => ({
  async list(id: CampaignId, page: PageRequest): Promise<Page<Import>> {
    await campaignOrThrow(ports, id)
    const { items, nextCursor } = await ports.imports.list(id, page)
    return { items: items.map(viewImport), nextCursor }
  },

  async get(id: CampaignId, importId: ImportId): Promise<ImportWithResults> {
    const [found] = await Promise.all([ports.imports.get(id, importId), campaignOrThrow(ports, id)])
    if (!found) throw new AppError('not_found', `The campaign ${id} has no import ${importId}.`)
    const results = isOver(found) ? await resultAddresses(ports, found) : undefined
    return { ...viewImport(found), ...(results ? { results } : {}) }
  },
})

export const undoImport =
  (ports: UndoPorts) =>
  async (id: CampaignId, importId: ImportId): Promise<Import> => {
    const endsAt = ports.clock.machine() + UNDO_MS
    const begun = await beginUndo(ports, id, importId)
    return viewImport(await carryOnUndo(ports, begun, () => endsAt - ports.clock.machine()))
  }
