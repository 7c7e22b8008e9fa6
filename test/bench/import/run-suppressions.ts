// A list of numbers that nobody may call, from beginning to end.
import { createSuppressionImport, listKey } from '#app/suppression-import/upload-numbers.ts'
import { NewSuppressionImport } from '#contract/suppression-import.ts'
import { startImporter } from './importing-process.ts'
import { writeList } from './list-file.ts'
import { ports } from './ports.ts'

export const runSuppressions = async (rows: number) => {
  const { importId } = await createSuppressionImport(ports)(NewSuppressionImport.parse({ fileName: 'numbers.csv' }))
  await writeList(listKey(importId), rows)
  const told = await startImporter('import-suppressions.ts', [importId, listKey(importId)]).told
  const record = await ports.suppressionImports.get(importId)
  if (!told || record?.state !== 'imported') throw new Error(`The list ended as ${record?.state}: ${record?.problem}`)
  return { ...told, record }
}
