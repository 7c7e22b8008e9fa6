// Every minute: lists of numbers that nobody may call and nobody reads on are woken, and given up when that does not help.

import type { NotingPorts } from '#app/campaigns/note-activity.ts'
import { stallOf } from '#app/imports/stall.ts'
import { wakeImport } from '#app/imports/wake-import.ts'
import type { Files } from '#app/ports/files.ts'
import type { SuppressionImportRecord, SuppressionImports } from '#app/ports/suppression-imports.ts'
import { endImport } from './end-import.ts'

type Needs = NotingPorts & { files: Pick<Files, 'write'>; suppressionImports: Pick<SuppressionImports, 'list' | 'change'> }

/** The newest: nobody uploads more in the hour in which one that stands still is worth waking. */
const LOOKED_AT = 25

const tend = async (ports: Needs, record: SuppressionImportRecord): Promise<void> => {
  const { id: importId, rows } = record
  const stall = stallOf(record, ports.clock.machine())
  if (stall === 'abandoned') {
    const problem = `The list stopped after ${rows} rows and could not go on. Nobody calls the numbers of those rows; upload the rest again.`
    if (await endImport(ports, record, { state: 'failed', problem, isGivenUp: true }))
      ports.log.error('suppressions.given-up', { importId, rows })
  } else if (stall === 'stalled') {
    await wakeImport(ports, record)
    ports.log.warn('suppressions.woken', { importId, rows })
  }
}

/** One that fails must not keep the others from being looked after. */
const orLog = async (ports: Needs, record: SuppressionImportRecord): Promise<void> => {
  try {
    await tend(ports, record)
  } catch (error) {
    ports.log.error('suppressions.not-tended', { importId: record.id, error })
  }
}

export const tendSuppressionImports = (ports: Needs) => async (): Promise<void> => {
  const { items } = await ports.suppressionImports.list({ limit: LOOKED_AT })
  for (const record of items) if (record.state === 'importing') await orLog(ports, record)
}
