// What a person changes of a running campaign: typed as text, sent as what is different.
import type * as z from 'zod/mini'
import type { Campaign } from '#contract/campaign.ts'
import { CampaignEdit } from '#contract/campaign-edit.ts'

export type Edit = z.input<typeof CampaignEdit>

/** As typed, in the reader's units. */
export type Typed = {
  name: string
  firstMessage: string
  prompt: string
  lines: string
  delaySeconds: string
  retryCount: string
  retryMinutes: string
}

const MINUTE_MS = 60_000

export const typedOf = ({ name, firstMessage, prompt, settings }: Campaign): Typed => ({
  name,
  firstMessage,
  prompt,
  lines: String(settings.maxConcurrentCalls),
  delaySeconds: String(settings.callDelay / 1_000),
  retryCount: String(settings.retryCount),
  retryMinutes: String(settings.retryDelay / MINUTE_MS),
})

const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')))

const SAID: Readonly<Record<string, keyof Typed>> = {
  name: 'name',
  firstMessage: 'firstMessage',
  prompt: 'prompt',
  'settings/maxConcurrentCalls': 'lines',
  'settings/callDelay': 'delaySeconds',
  'settings/retryCount': 'retryCount',
  'settings/retryDelay': 'retryMinutes',
}

export const PROBLEMS: Readonly<Record<keyof Typed, string>> = {
  name: 'Give it a name of at most 200 characters.',
  firstMessage: 'Say something first, in at most 2 000 characters.',
  prompt: 'Tell the agent what to do, in at most 20 000 characters.',
  lines: 'A whole number from 1 to 10 000.',
  delaySeconds: 'From 0 to 600 seconds.',
  retryCount: 'A whole number from 0 to 10.',
  retryMinutes: 'From 1 minute to 30 days, in minutes.',
}

export type ReadEdit = { ok: true; edit: Edit | undefined } | { ok: false; problems: ReadonlySet<keyof Typed> }

const settingsOf = (typed: Typed, before: Typed): NonNullable<Edit['settings']> => ({
  ...(typed.lines === before.lines ? {} : { maxConcurrentCalls: number(typed.lines) }),
  ...(typed.delaySeconds === before.delaySeconds ? {} : { callDelay: Math.round(number(typed.delaySeconds) * 1_000) }),
  ...(typed.retryCount === before.retryCount ? {} : { retryCount: number(typed.retryCount) }),
  ...(typed.retryMinutes === before.retryMinutes ? {} : { retryDelay: Math.round(number(typed.retryMinutes) * MINUTE_MS) }),
})

/** `edit` is undefined when nothing is different. */
export const readEdit = (typed: Typed, campaign: Campaign): ReadEdit => {
  const before = typedOf(campaign)
  const settings = settingsOf(typed, before)
  const edit: Edit = {
    ...(typed.name === before.name ? {} : { name: typed.name }),
    ...(typed.firstMessage === before.firstMessage ? {} : { firstMessage: typed.firstMessage }),
    ...(typed.prompt === before.prompt ? {} : { prompt: typed.prompt }),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  }
  const read = CampaignEdit.safeParse(edit)
  if (read.success) return { ok: true, edit: Object.keys(edit).length > 0 ? edit : undefined }
  const names = read.error.issues.map(({ path }) => SAID[path.map(String).join('/')]).filter((name) => name !== undefined)
  return { ok: false, problems: new Set(names) }
}

/** The edit that takes another one back. */
export const editBack = ({ name, firstMessage, prompt, settings }: Campaign, edit: Edit): Edit => ({
  ...(edit.name === undefined ? {} : { name }),
  ...(edit.firstMessage === undefined ? {} : { firstMessage }),
  ...(edit.prompt === undefined ? {} : { prompt }),
  ...(edit.settings === undefined
    ? {}
    : {
        settings: {
          maxConcurrentCalls: settings.maxConcurrentCalls,
          callDelay: settings.callDelay,
          retryCount: settings.retryCount,
          retryDelay: settings.retryDelay,
        },
      }),
})
