// Imports one list of numbers that nobody may call, and tells what it took.
import { importSuppressions } from '#app/suppression-import/import-suppressions.ts'
import { ImportId } from '#contract/ids.ts'
import { tellOf } from './importing-process.ts'
import { ports } from './ports.ts'

const [list, key = ''] = process.argv.slice(2)
const which = { importId: ImportId.parse(list), key }
await tellOf(() => importSuppressions(ports)(which))
