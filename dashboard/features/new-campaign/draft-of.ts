// The draft of a campaign that begins as another one, or as a template: its words and rules, without its people.
import type { NewCampaign } from '#contract/campaign-edit.ts'
import { RetriedOutcome } from '#contract/outcome.ts'
import { type Draft, EMPTY } from './draft.ts'
import { writeWaits } from './waits.ts'

const MINUTE_MS = 60_000

/** Consent is not among it: it was given for other people. */
export type Base = Omit<NewCampaign, 'consent' | 'mapping'>

const hoursOf = ({ settings: { window } }: Base): Partial<Draft> =>
  window ? { hasHours: true, hoursFrom: window.from, hoursTo: window.to, days: [...window.days] } : {}

const laddersOf = ({ settings: { retries } }: Base): Partial<Draft> =>
  retries
    ? {
        hasLadder: true,
        ladder: Object.fromEntries(RetriedOutcome.options.map((outcome) => [outcome, writeWaits(retries[outcome] ?? [])])),
      }
    : {}

const countries = (allowed: Base['settings']['allowedCountries']): string => (Array.isArray(allowed) ? allowed.join(', ') : (allowed ?? ''))

export const draftOf = (base: Base, name: string): Draft => {
  const { settings } = base
  return {
    ...EMPTY,
    name,
    prompt: base.prompt,
    firstMessage: base.firstMessage,
    defaultCountry: base.defaultCountry,
    from: base.from ?? '',
    agentId: base.agentId ?? '',
    voiceId: base.voiceId ?? '',
    language: base.language ?? '',
    lines: String(settings.maxConcurrentCalls),
    delaySeconds: String(settings.callDelay / 1_000),
    weight: String(settings.weight),
    retryCount: String(settings.retryCount),
    retryMinutes: String(settings.retryDelay / MINUTE_MS),
    answeringMachine: settings.answeringMachine,
    voicemailMessage: settings.voicemailMessage ?? '',
    apology: settings.apology ?? '',
    longestMinutes: String(settings.maxCallLength / MINUTE_MS),
    allowedCountries: countries(settings.allowedCountries),
    budgetCalls: String(settings.budget?.calls ?? ''),
    budgetMinutes: String(settings.budget?.minutes ?? ''),
    ...laddersOf(base),
    ...hoursOf(base),
  }
}
