// The campaign that the options of `run` describe.
import '#contract/english.ts'
import * as z from 'zod/mini'
import { NewCampaign } from '#contract/campaign-edit.ts'
import { campaignForm } from '#contract/campaign-form.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import type { Given, Options } from '../command.ts'
import { Mistake } from '../mistake.ts'

const { callDelay, maxConcurrentCalls, retryCount, retryDelay } = CampaignSettings.shape
const usually = (setting: z.ZodMiniDefault): string => `(${setting.parse(undefined)})`

/** Option → field of the campaign; the names are those of `npm start`. */
const FIELDS = {
  name: { field: 'name', value: 'TEXT', help: 'name of the campaign (that of the file)' },
  prompt: { field: 'prompt', value: 'TEXT', help: 'what the agent is told to do' },
  'first-message': { field: 'firstMessage', value: 'TEXT', help: 'what the agent says first; {{name}} and columns' },
  lines: { field: 'maxConcurrentCalls', value: 'N', help: `calls at the same time ${usually(maxConcurrentCalls)}` },
  'call-delay': { field: 'callDelay', value: 'MS', help: `least time between two dials ${usually(callDelay)}` },
  'retry-count': { field: 'retryCount', value: 'N', help: `how often somebody not reached is called again ${usually(retryCount)}` },
  'retry-delay': { field: 'retryDelay', value: 'MS', help: `wait before that ${usually(retryDelay)}` },
  country: { field: 'defaultCountry', value: 'CC', help: 'of numbers without a country code (US)' },
  consent: { field: 'consent.attestedBy', value: 'WHO', help: 'who attests that the people have agreed to be called' },
} as const

export const campaignOptions: Options = {
  ...Object.fromEntries(Object.entries(FIELDS).map(([name, { value, help }]) => [name, { kind: 'text' as const, value, help }])),
  set: { kind: 'text', value: 'NAME=VALUE', help: 'any other field or setting; may be repeated' },
}

/** `window={"from": "09:00", "to": "17:00"}` */
const assignment = (text: string): [string, string] => {
  const equals = text.indexOf('=')
  if (equals < 1) throw new Mistake(`--set ${text} says nothing: write --set NAME=VALUE, such as --set maxCallLength=300000.`)
  return [text.slice(0, equals), text.slice(equals + 1)]
}

export const newCampaignOf = (given: Given, { name }: { name: string }): NewCampaign => {
  if (given.text('prompt') === undefined || given.text('first-message') === undefined)
    throw new Mistake('run needs --prompt, what the agent is told to do, and --first-message, what it says first.')
  const named = Object.entries(FIELDS).flatMap(([option, { field }]): [string, string][] => {
    const text = given.text(option)
    return text === undefined ? [] : [[field, text]]
  })
  const fields = new Map([['name', name], ...named, ...given.texts('set').map(assignment)])
  const read = NewCampaign.safeParse(campaignForm(fields))
  if (read.success) return read.data
  throw new Mistake(`The campaign cannot be made so:\n${z.prettifyError(read.error)}\nSee npx ringmaster run --help.`)
}
