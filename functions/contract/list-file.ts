// The kinds of files that a contact list comes in, by the ends of their names. What a file really is, its first bytes say.
import * as z from 'zod/mini'

/** Ending → the content type that an upload of it has. */
const KINDS = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  jsonl: 'application/jsonl',
  ndjson: 'application/x-ndjson',
} as const

const ENDING = new RegExp(`\\.((${Object.keys(KINDS).join('|')})(\\.gz)?|gz)$`, 'i')
const TYPES = new Map<string, string>(Object.entries(KINDS))
const PACKED = 'application/gzip'

/** As large as the text that is read of a packed one may be: a million contacts take a tenth of it. */
export const MOST_LIST_BYTES = 2 * 1024 ** 3

/** Lambda takes 6 MiB of a request, and what is no text comes in base64: a third longer, with the rest of the form beside it. */
export const MOST_FORM_BYTES = 4 * 1024 ** 2

/** JSON with a list in it: as long as Lambda takes it. */
export const MOST_LIST_REQUEST_BYTES = 6 * 1024 ** 2

export const ListFileName = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(200),
    z.regex(ENDING, 'must end with .csv, .tsv, .txt, .xlsx, .json or .jsonl, also with .gz behind it'),
  )

/** `ending` without its first dot, in lower case: csv.gz. Of a name that tells nothing, that of the usual kind. */
export const kindOfName = (fileName: string): { ending: string; contentType: string } => {
  const ending = (ENDING.exec(fileName)?.[1] ?? 'csv').toLowerCase()
  return { ending, contentType: TYPES.get(ending) ?? PACKED }
}
