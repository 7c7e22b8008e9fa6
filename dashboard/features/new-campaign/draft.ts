// What has been typed into the form, and the request that it makes.
import type * as z from 'zod'
import { CampaignSettings } from '#contract/campaign.ts'
import { NewCampaignFromCsv } from '#contract/campaign-routes.ts'
import type { ColumnMapping } from '#contract/list.ts'
import { count } from '../../format.ts'
import type { ChosenList } from './chosen-list.ts'
import type { Looked } from './use-preview.ts'

/** As typed: numbers are text until they are read. */
export type Draft = {
  name: string
  prompt: string
  firstMessage: string
  list: ChosenList
  /** What columns are, where the guess was changed. */
  mapping: ColumnMapping
  defaultCountry: string
  lines: string
  /** Seconds. */
  delay: string
}

const { callDelay, maxConcurrentCalls } = CampaignSettings.shape
const DEFAULTS = CampaignSettings.parse({})

export const EMPTY: Draft = {
  name: '',
  prompt: '',
  firstMessage: '',
  list: { csv: '', fileName: 'contacts.csv' },
  mapping: {},
  defaultCountry: 'US',
  lines: String(DEFAULTS.maxConcurrentCalls),
  delay: String(DEFAULTS.callDelay / 1_000),
}

/** What is typed into a field of its own. */
export type Typed = Exclude<keyof Draft, 'mapping' | 'list'>

/** With what every column was shown to be: the import then takes them for the same. */
export const confirmed = (draft: Draft, { preview, isLooking }: Looked): Draft => {
  if (!preview || isLooking || preview.problem !== undefined) return draft
  return { ...draft, mapping: Object.fromEntries(preview.columns.map(({ header, field }) => [header, field])) }
}

/** Problems by JSON pointer into the request, as the API names its own. */
export type Problems = ReadonlyMap<string, string>

export type Read = { ok: true; request: z.output<typeof NewCampaignFromCsv> } | { ok: false; problems: Problems }

const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')))
const range = (least: number | null, most: number | null): string => `From ${count(least ?? 0)} to ${count(most ?? 0)}`

const lines = maxConcurrentCalls.unwrap()
const delay = callDelay.unwrap()

/** In the reader's words and units; whatever else the schema finds is said in the schema's own. */
const SAID: Readonly<Record<string, string>> = {
  '/name': 'A campaign needs a name of at most 200 characters.',
  '/prompt': 'Tell the agent what to do, in at most 20 000 characters.',
  '/firstMessage': 'The agent needs a first sentence, of at most 2 000 characters.',
  '/csv': 'Choose a file or paste a list, of at most 5 million characters.',
  '/defaultCountry': 'Two capital letters, such as US or GB.',
  '/settings/maxConcurrentCalls': `${range(lines.minValue, lines.maxValue)} lines.`,
  '/settings/callDelay': `${range(delay.minValue, (delay.maxValue ?? 0) / 1_000)} seconds.`,
}

const listOf = ({ csv, fileName, file }: ChosenList) => {
  if (!file) return { csv, fileName }
  return { importId: file.importId, fileName, ...(file.sheet === undefined ? {} : { sheet: file.sheet }) }
}

export const readDraft = (draft: Draft): Read => {
  const read = NewCampaignFromCsv.safeParse({
    name: draft.name,
    prompt: draft.prompt,
    firstMessage: draft.firstMessage,
    ...listOf(draft.list),
    ...(Object.keys(draft.mapping).length > 0 ? { mapping: draft.mapping } : {}),
    defaultCountry: draft.defaultCountry.trim(),
    settings: { maxConcurrentCalls: number(draft.lines), callDelay: Math.round(number(draft.delay) * 1_000) },
  })
  if (read.success) return { ok: true, request: read.data }
  const problems = new Map<string, string>()
  for (const { path, message } of read.error.issues) {
    const pointer = `/${path.join('/')}`
    problems.set(pointer, SAID[pointer] ?? message)
  }
  return { ok: false, problems }
}
