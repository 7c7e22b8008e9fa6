// A contact list as it was found: how its file is to be read, and what its columns mean.
import * as z from 'zod/mini'
import { Count, OneOrMore } from './parts.ts'

/** Text that is UTF-8 but for some lines counts as UTF-8; those lines are read as Windows-1252. */
export const Encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export type Encoding = z.infer<typeof Encoding>

/** Where in a list one stands. An offset is in bytes of the text, once unpacked; in a spreadsheet, in rows. Lines are counted from 1. */
export const Place = z.object({ offset: Count, line: OneOrMore })
export type Place = z.infer<typeof Place>

const Delimiter = z.enum([',', ';', '\t', '|'])

/** What a column can be. `variable`: kept under its own name, for the prompt and the first message. */
export const ListField = z.enum([
  'phone',
  'name',
  'firstName',
  'lastName',
  'country',
  'timeZone',
  'region',
  'postcode',
  'consent',
  'language',
  'firstMessage',
  'prompt',
  'voiceId',
  'callAfter',
  'callBefore',
  'priority',
  'doNotCall',
  'variable',
  'ignore',
])
export type ListField = z.infer<typeof ListField>

const columns = {
  /** The names of the columns, each once; made up where the file has no header. */
  headers: z.array(z.string()),
  /** What each of them is. */
  fields: z.array(ListField),
  /** Where the first contact stands. */
  body: Place,
}

/** All that is needed to go on reading a list from any of its places. */
export const ListShape = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('delimited'),
    isGzipped: z.boolean(),
    encoding: Encoding,
    delimiter: Delimiter,
    quote: z.enum(['"', "'"]),
    hasHeader: z.boolean(),
    ...columns,
  }),
  /** One JSON object to a line. */
  z.object({ format: z.literal('jsonl'), isGzipped: z.boolean(), encoding: Encoding, ...columns }),
  /** An array of JSON objects. */
  z.object({ format: z.literal('json'), isGzipped: z.boolean(), encoding: Encoding, ...columns }),
  z.object({ format: z.literal('xlsx'), isGzipped: z.boolean(), sheet: z.string(), hasHeader: z.boolean(), ...columns }),
])
export type ListShape = z.infer<typeof ListShape>

/** What a person says that columns are, by their names; columns that are not named are guessed. */
export const ColumnMapping = z
  .record(z.string().check(z.minLength(1), z.maxLength(1_000)), ListField)
  .check(
    z.refine((mapping) => JSON.stringify(mapping).length <= 100_000, 'too many columns: at most 100 000 characters in all names together'),
  )
export type ColumnMapping = z.infer<typeof ColumnMapping>
