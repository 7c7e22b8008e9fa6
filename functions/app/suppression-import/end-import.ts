// A list of numbers that nobody may call is over: read to its end, or given up. The log tells of it once.
import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import type { SuppressionImportRecord, SuppressionImports } from '#app/ports/suppression-imports.ts'

type End = Pick<SuppressionImportRecord, 'state' | 'problem' | 'isGivenUp'>
type Needs = NotingPorts & { suppressionImports: Pick<SuppressionImports, 'change'> }

/** False when somebody else has brought the import on since it was read. */
export const endImport = async (ports: Needs, seen: SuppressionImportRecord, end: End): Promise<boolean> => {
  const record = await ports.suppressionImports.change(seen, end)
  if (!record) return false
  const { id: importId, because, suppressed, alreadySuppressed, rejected } = record
  const evidence = { importId, suppressed, alreadySuppressed, rejected, isWhole: record.state === 'imported' }
  await noteActivity(ports, { by: 'person', action: 'suppressions-imported', because, evidence })
  return true
}
