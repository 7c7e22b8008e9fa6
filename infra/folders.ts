// The folders of the bucket, and which function hears of what is put there.

/** Where lists are put: inbox/<campaign id>/<file>, inbox/new/<template>/<file>. */
export const INBOX = 'inbox/'
/** What is written beside a list is no list; the other folders are ours. */
export const NO_LISTS = [
  '*.report.json',
  '*.rejects.csv',
  'imports/*',
  'staged/*',
  'suppressions/*',
  'exports/*',
  'webhooks/*',
  'recordings/*',
]
/** Where an import is told to go on, in functions/app/imports/wake-import.ts: of contacts by its campaign, or of such numbers. */
export const WAKE_FOLDER = 'imports/wake/'
export const WAKE_CONTACTS = `${WAKE_FOLDER}cmp_`
export const WAKE_SUPPRESSIONS = `${WAKE_FOLDER}suppressions/`
/** What importers keep for those who go on. */
export const OWN_FOLDER = 'imports/'
/** Lists of numbers that nobody may call, in functions/app/suppression-import/upload-numbers.ts. */
export const SUPPRESSIONS = 'suppressions/'
/** Exports, and where they are told to go on: functions/app/exports/wake-export.ts. */
export const EXPORTS = 'exports/'
export const WAKE_EXPORTS = 'exports/wake/'
/** Recordings of calls, in functions/app/recordings/recording-key.ts. */
export const RECORDINGS = 'recordings/'
/** What is kept of one person, in functions/app/privacy/export-person.ts. */
export const PEOPLE = 'exports/people/'
/** Where it is told that something waits for a webhook, in functions/app/webhooks/wake-webhook.ts. */
export const WAKE_WEBHOOKS = 'webhooks/wake/'
/** Where lists wait for their campaign, in functions/app/imports/staged-list.ts. */
export const STAGED = 'staged/'

/** Undefined: nobody hears of such an object. */
export const hearerOf = (key: string): 'import-contacts' | 'import-suppressions' | 'export-contacts' | 'send-webhooks' | undefined => {
  const isIn = (...folders: string[]): boolean => folders.some((folder) => key.startsWith(folder))
  if (isIn(WAKE_SUPPRESSIONS, SUPPRESSIONS)) return 'import-suppressions'
  if (isIn(WAKE_EXPORTS)) return 'export-contacts'
  if (isIn(WAKE_WEBHOOKS)) return 'send-webhooks'
  return isIn(WAKE_CONTACTS, INBOX) ? 'import-contacts' : undefined
}
