// Lists of numbers that nobody may call, on their way into the real table from a bucket that lives in memory.
import { WAKE_FOLDER } from '#app/imports/wake-import.ts'
import type { Files } from '#app/ports/files.ts'
import { importSuppressions } from '#app/suppression-import/import-suppressions.ts'
import { createSuppressionImport, getSuppressionImport, listKey, readListKey } from '#app/suppression-import/upload-numbers.ts'
import { NewSuppressionImport } from '#contract/suppression-import.ts'
import { openTable } from '#store/dynamo.ts'
import { suppressionImportsIn } from '#store/suppression-imports.ts'
import { playImports } from './imports.ts'
import { ringmasterTable } from './table.ts'

export const playSuppressionLists = () => {
  const { ports: engine, campaign, clock, kept, move } = playImports()
  const suppressionImports = suppressionImportsIn(openTable(ringmasterTable.tableName, { clock, random: Math.random }))
  const woken: string[] = []
  const write: Files['write'] = async (key, text) => {
    if (key.startsWith(WAKE_FOLDER)) woken.push(key)
    await engine.files.write(key, text)
  }
  const ports = { ...engine, suppressionImports, files: { ...engine.files, write } }
  return {
    ports,
    campaign,
    kept,
    move,
    /** Keys of the objects that tell somebody to go on, and that nobody has been told of yet. */
    woken,
    /** The list lies in the bucket; nobody has been told yet. */
    async upload(text: string, announced: { fileName?: string; defaultCountry?: string; because?: string } = {}) {
      const { importId } = await createSuppressionImport(ports)(NewSuppressionImport.parse({ fileName: 'list.csv', ...announced }))
      const key = listKey(importId)
      kept.set(key, Buffer.from(text))
      const read = (key: string, changed: Partial<typeof ports> = {}, remainingMs?: () => number) => {
        const which = readListKey(key)
        if (!which) throw new Error(`${key} is no key of a list`)
        return importSuppressions({ ...ports, ...changed }, remainingMs)(which)
      }
      return {
        importId,
        /** `changed`: ports that are not as they should be. */
        arrive: (changed?: Partial<typeof ports>, remainingMs?: () => number) => read(key, changed, remainingMs),
        /** Whoever was told to go on does; false when nobody was. */
        async goOn(remainingMs?: () => number): Promise<boolean> {
          const next = woken.shift()
          if (next) await read(next, {}, remainingMs)
          return next !== undefined
        },
        report: () => getSuppressionImport(ports)(importId),
      }
    },
  }
}
