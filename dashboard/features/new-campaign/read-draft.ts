// The draft as the API takes it, or what is wrong with it, in the reader's words and units.
import '#contract/english.ts'
import type * as z from 'zod/mini'
import { NewCampaign } from '#contract/campaign-edit.ts'
import type { StartFromCsv } from '#contract/campaign-routes.ts'
import { RetriedOutcome } from '#contract/outcome.ts'
import { SheetSource } from '#contract/sheet.ts'
import type { Draft } from './draft.ts'
import { LIST_SAID, SAID, SHEET_SAID, WAITS_SAID } from './problem-texts.ts'
import { readWaits } from './waits.ts'

/** Problems by JSON pointer into the request, as the API names its own. */
export type Problems = ReadonlyMap<string, string>

type ListGiven = Pick<Extract<StartFromCsv, { name: string }>, 'csv' | 'importId' | 'sheet' | 'fileName'>
/** Who is called: the rows of a list, or of a sheet. */
type People = { from: 'list'; list: ListGiven } | { from: 'sheet'; sheet: z.output<typeof SheetSource> }
export type Wanted = { campaign: z.output<typeof NewCampaign>; people: People }
type Read = { ok: true; wanted: Wanted } | { ok: false; problems: Problems }

const MINUTE_MS = 60_000

const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')))
const minutes = (text: string): number => Math.round(number(text) * MINUTE_MS)
/** A field that may be left empty. */
const given = <K extends string>(name: K, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() })

/** What bears on whom the campaign may call at all. */
export type Reach = Pick<Draft, 'hasHours' | 'hoursFrom' | 'hoursTo' | 'days' | 'allowedCountries'>

const windowOf = ({ hasHours, hoursFrom, hoursTo, days }: Reach) => (hasHours ? { window: { from: hoursFrom, to: hoursTo, days } } : {})

const countriesOf = ({ allowedCountries: text }: Reach) => {
  if (text.trim() === '') return {}
  if (text.trim().toLowerCase() === 'any') return { allowedCountries: 'any' as const }
  return {
    allowedCountries: text
      .toUpperCase()
      .split(/[^A-Z]+/)
      .filter((code) => code !== ''),
  }
}

const budgetOf = ({ budgetCalls, budgetMinutes }: Draft) => {
  const calls = budgetCalls.trim() === '' ? {} : { calls: number(budgetCalls) }
  const billed = budgetMinutes.trim() === '' ? {} : { minutes: number(budgetMinutes) }
  const budget = { ...calls, ...billed }
  return Object.keys(budget).length > 0 ? { budget } : {}
}

/** An outcome without waits is not called again. */
const ladderOf = ({ ladder }: Draft) => RetriedOutcome.options.map((outcome) => ({ outcome, waits: readWaits(ladder[outcome] ?? '') }))

const retriesOf = (draft: Draft) =>
  draft.hasLadder
    ? { retries: Object.fromEntries(ladderOf(draft).flatMap(({ outcome, waits }) => (waits?.length ? [[outcome, waits]] : []))) }
    : { retryCount: number(draft.retryCount), retryDelay: minutes(draft.retryMinutes) }

/** The rest of the settings does not change what becomes of a list. */
export const reachOf = (draft: Reach) => ({ ...windowOf(draft), ...countriesOf(draft) })

export const settingsOf = (draft: Draft) => ({
  maxConcurrentCalls: number(draft.lines),
  callDelay: Math.round(number(draft.delaySeconds) * 1_000),
  maxCallLength: minutes(draft.longestMinutes),
  weight: number(draft.weight),
  answeringMachine: draft.answeringMachine,
  ...(draft.answeringMachine === 'leave-message' ? given('voicemailMessage', draft.voicemailMessage) : {}),
  ...given('apology', draft.apology),
  ...(draft.recordCalls ? { recordCalls: true, ...given('recordingNotice', draft.recordingNotice) } : {}),
  ...retriesOf(draft),
  ...reachOf(draft),
  ...budgetOf(draft),
})

const campaignOf = (draft: Draft) => ({
  name: draft.name,
  prompt: draft.prompt,
  firstMessage: draft.firstMessage,
  defaultCountry: draft.defaultCountry.trim().toUpperCase(),
  ...given('from', draft.from.replace(/[\s().-]/g, '')),
  ...given('agentId', draft.agentId),
  ...given('voiceId', draft.voiceId),
  ...given('language', draft.language),
  ...(draft.consentBy.trim() === '' && draft.consentText.trim() === ''
    ? {}
    : { consent: { attestedBy: draft.consentBy, ...given('text', draft.consentText) } }),
  ...(Object.keys(draft.mapping).length > 0 && draft.source === 'list' ? { mapping: draft.mapping } : {}),
  settings: settingsOf(draft),
})

/** Undefined where there are none yet. */
export const peopleOf = ({ source, list: { csv, fileName, file }, spreadsheet, tab, mapping }: Draft): People | undefined => {
  if (source === 'sheet') {
    const sheet = SheetSource.safeParse({ spreadsheet, mapping, ...(tab.trim() === '' ? {} : { tab }) })
    return sheet.success ? { from: 'sheet', sheet: sheet.data } : undefined
  }
  if (!file) return csv.trim() === '' ? undefined : { from: 'list', list: { csv, fileName } }
  if (file.importId === undefined) return undefined
  return { from: 'list', list: { importId: file.importId, fileName, ...(file.sheet === undefined ? {} : { sheet: file.sheet }) } }
}

export const problemOfPeople = (source: Draft['source']): { pointer: string; text: string } =>
  source === 'sheet' ? { pointer: '/spreadsheet', text: SHEET_SAID } : { pointer: '/csv', text: LIST_SAID }

const pointerTo = (path: readonly PropertyKey[]): string => `/${path.map(String).join('/')}`

/** Several issues lie below one field, such as those of a list of countries: the field says it. */
const said = (pointer: string, message: string): [string, string] => {
  const field = Object.keys(SAID).find((known) => pointer === known || pointer.startsWith(`${known}/`))
  return field === undefined ? [pointer, message] : [field, SAID[field] ?? message]
}

/** All but its people. */
export const readCampaign = (draft: Draft): { campaign?: Wanted['campaign']; problems: Problems } => {
  const problems = new Map<string, string>()
  const { data, error } = NewCampaign.safeParse(campaignOf(draft))
  for (const { path, message } of error?.issues ?? []) problems.set(...said(pointerTo(path), message))
  if (draft.hasLadder) {
    for (const { outcome, waits } of ladderOf(draft)) if (!waits) problems.set(`/settings/retries/${outcome}`, WAITS_SAID)
  }
  return { ...(data && problems.size === 0 ? { campaign: data } : {}), problems }
}

export const readDraft = (draft: Draft): Read => {
  const people = peopleOf(draft)
  const { campaign, problems } = readCampaign(draft)
  if (campaign && people) return { ok: true, wanted: { campaign, people } }
  const { pointer, text } = problemOfPeople(draft.source)
  return { ok: false, problems: people ? problems : new Map([[pointer, text], ...problems]) }
}
