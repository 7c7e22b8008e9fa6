// What is said of a field that cannot be used, by JSON pointer into the request; whatever else is wrong is said in the schema's own words.
import { SETTING_RANGES } from '#contract/campaign-settings.ts'
import { count } from '../../format.ts'

const MINUTE_MS = 60_000

/** In the field's unit. */
const range = ({ from, to }: { from: number; to: number }, unitMs = 1): string => `From ${count(from / unitMs)} to ${count(to / unitMs)}`

export const LIST_SAID = 'Choose a file or paste a list, of at most 5 million characters.'
export const SHEET_SAID = 'Paste the address of the sheet, as the browser shows it.'
export const WAITS_SAID = 'Waits of 1 min to 30 days, at most 10 of them, such as 5 min, 1 h, 1 day.'

export const SAID: Readonly<Record<string, string>> = {
  '/name': 'A campaign needs a name of at most 200 characters.',
  '/prompt': 'Tell the agent what to do, in at most 20 000 characters.',
  '/firstMessage': 'The agent needs a first sentence, of at most 2 000 characters.',
  '/defaultCountry': 'Two letters, such as US or GB.',
  '/from': 'A number of the Twilio account with its country code, such as +1 202 555 0100.',
  '/consent/attestedBy': 'Name somebody who can be asked, in at most 200 characters.',
  '/settings/maxConcurrentCalls': `${range(SETTING_RANGES.maxConcurrentCalls)} lines.`,
  '/settings/callDelay': `${range(SETTING_RANGES.callDelay, 1_000)} seconds.`,
  '/settings/weight': `${range(SETTING_RANGES.weight)}.`,
  '/settings/retryCount': `${range(SETTING_RANGES.retryCount)} retries.`,
  '/settings/retryDelay': `${range(SETTING_RANGES.retryDelay, MINUTE_MS)} minutes.`,
  '/settings/maxCallLength': `${range(SETTING_RANGES.maxCallLength, MINUTE_MS)} minutes.`,
  '/settings/retries/no-answer': WAITS_SAID,
  '/settings/retries/busy': WAITS_SAID,
  '/settings/retries/voicemail': WAITS_SAID,
  '/settings/retries/carrier-failure': WAITS_SAID,
  '/settings/retries/media-failure': WAITS_SAID,
  '/settings/window/days': 'Choose at least one day.',
  '/settings/window/from': 'A time of day, such as 09:00.',
  '/settings/window/to': 'A time of day, such as 18:00.',
  '/settings/voicemailMessage': 'Write what is said after the tone, in at most 1 000 characters.',
  '/settings/recordingNotice': 'Write what the agent says first, in at most 500 characters.',
  '/settings/allowedCountries': 'Codes of two letters, such as US, GB; or any.',
  '/settings/budget/calls': 'A whole number of calls, or nothing.',
  '/settings/budget/minutes': 'A whole number of minutes, or nothing.',
}
