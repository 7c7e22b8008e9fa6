// The language of a contact, as lists write it, in the agent’s terms.
import { AgentLanguage } from '#contract/language.ts'

const NAMES = new Intl.DisplayNames('en', { type: 'language' })
const byName = new Map(AgentLanguage.options.map((code) => [(NAMES.of(code) ?? code).toLowerCase(), code]))

const known = (code: string): AgentLanguage | undefined => AgentLanguage.options.find((one) => one === code)

/** en, EN, en-US, en_GB, English; undefined for a language that the agent cannot speak. */
export const readLanguage = (text: string): AgentLanguage | undefined => {
  const code = text.trim().toLowerCase().replaceAll('_', '-')
  return known(code) ?? byName.get(code) ?? known(/^([a-z]{2,3})-[a-z0-9-]+$/.exec(code)?.[1] ?? '')
}
