// A list looked at before anything is written: what was found in it, what would become of its rows, and how the words sound.
import * as z from 'zod/mini'
import { CampaignSettings, CountryCode } from './campaign-settings.ts'
import { ContactOverrides } from './contact-parts.ts'
import { CampaignId, E164, ImportId } from './ids.ts'
import { Reject } from './import.ts'
import { ColumnMapping, Encoding, ListField } from './list.ts'
import { Count, OneOrMore } from './parts.ts'

/** More rows than are ever counted in one look. */
const MOST_ROWS = 1_000_000

export const ListPreviewRequest = z
  .strictObject({
    /** The list itself, when it is small. */
    csv: z.optional(z.string().check(z.minLength(1), z.maxLength(5_000_000))),
    /** Of an upload: its file is looked at. */
    importId: z.optional(ImportId),
    /** Whose contacts the list would join; its country, settings and words stand where the request names none. */
    campaignId: z.optional(CampaignId),
    /** Of a workbook; absent: its first. */
    sheet: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
    /** What columns are, by name; the others are guessed. */
    mapping: z.optional(ColumnMapping),
    defaultCountry: z.optional(CountryCode),
    /** Of the campaign that is to be made: its window, and where it may call. */
    settings: z.optional(CampaignSettings),
    prompt: z.optional(z.string().check(z.maxLength(20_000))),
    firstMessage: z.optional(z.string().check(z.maxLength(2_000))),
    /** No more than the first so many rows are read. */
    rows: z._default(z.int().check(z.minimum(1), z.maximum(MOST_ROWS)), MOST_ROWS),
  })
  .check(
    z.refine(({ csv, importId }) => (csv === undefined) !== (importId === undefined), 'name csv, the list itself, or importId, an upload'),
  )
export type ListPreviewRequest = z.infer<typeof ListPreviewRequest>

/** How the file is written. */
export const FoundFile = z.object({
  format: z.enum(['delimited', 'json', 'jsonl', 'xlsx']),
  isGzipped: z.boolean(),
  encoding: z.optional(Encoding),
  delimiter: z.optional(z.string()),
  /** Absent: the format knows none. */
  hasHeader: z.optional(z.boolean()),
  /** Line of the first contact; what stands above it is the header and what was written over it. */
  firstLine: OneOrMore,
  sheet: z.optional(z.string()),
  /** All sheets of the workbook. */
  sheets: z.optional(z.array(z.string())),
})
export type FoundFile = z.infer<typeof FoundFile>

export const FoundColumn = z.object({
  header: z.string(),
  field: ListField,
  /** What stands in its first cells that are not empty. */
  samples: z.array(z.string()),
})
export type FoundColumn = z.infer<typeof FoundColumn>

/** What would become of a row that can be read. */
export const RowFate = z.enum([
  /** It will be called. */
  'new',
  /** Its number stands further up in the list. */
  'duplicate',
  /** Its number is in the campaign already. */
  'known',
  'suppressed',
  /** A rule keeps it from being called for ever. */
  'never',
])
export type RowFate = z.infer<typeof RowFate>

export const PreviewRow = z.object({
  line: OneOrMore,
  phone: E164,
  name: z.optional(z.string()),
  variables: z.record(z.string(), z.string()),
  /** What the row says otherwise than its campaign. */
  overrides: z.partial(ContactOverrides),
  timeZone: z.optional(z.string()),
  fate: RowFate,
  /** Why it will not be called; or what was done about a row that is not quite right. */
  note: z.optional(z.string()),
})
export type PreviewRow = z.infer<typeof PreviewRow>

/** A part of rendered words: as it stands in the template, or a variable's value, which is missing when the row has none. */
export const WordsPart = z.object({ text: z.string(), variable: z.optional(z.string()), isMissing: z.optional(z.boolean()) })
export type WordsPart = z.infer<typeof WordsPart>

export const PreviewWords = z.object({
  /** Variables of the words that some rows lack, those that most rows lack first. */
  lacking: z.array(z.object({ variable: z.string(), rows: Count })),
  /** The words as up to five rows would have them. */
  examples: z.array(
    z.object({
      line: OneOrMore,
      phone: E164,
      name: z.optional(z.string()),
      prompt: z.array(WordsPart),
      firstMessage: z.array(WordsPart),
    }),
  ),
})
export type PreviewWords = z.infer<typeof PreviewWords>

/** Every row is counted once, as the first of these that holds, from the bottom up. */
export const PreviewCounts = z.object({
  rows: Count,
  willBeCalled: Count,
  neverCalled: Count,
  suppressed: Count,
  known: Count,
  duplicates: Count,
  rejected: Count,
})
export type PreviewCounts = z.infer<typeof PreviewCounts>

export const ListPreview = z.object({
  /** Why nothing of the list can be used, and what to do; the columns may still be there, to be named. */
  problem: z.optional(z.string()),
  /** Absent: nothing could be made of the file. */
  file: z.optional(FoundFile),
  columns: z.array(FoundColumn),
  /** Of the rows that can be read, the first twenty, as they will be. */
  rows: z.array(PreviewRow),
  /** The first rejects, each with the cell that it is about. */
  rejects: z.array(z.extend(Reject, { cell: z.string() })),
  /** All rejects and all who are never called, by reason, the commonest first. */
  reasons: z.array(z.object({ column: z.string(), reason: z.string(), rows: Count })),
  counts: PreviewCounts,
  /** False: the counts are of the first rows of a long list only. */
  isWhole: z.boolean(),
  /** Absent: no words were given. */
  words: z.optional(PreviewWords),
})
export type ListPreview = z.infer<typeof ListPreview>
