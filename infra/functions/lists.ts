// What reads lists, and what reads campaigns as a whole: to write exports, and to count.
import type { EventSources } from '../event-sources.ts'
import { EXPORTS, INBOX, OWN_FOLDER, SUPPRESSIONS } from '../folders.ts'
import { Fn } from '../lambda.ts'
import * as may from '../permissions.ts'
import type { Around } from './around.ts'

export const listFunctions = (around: Around, { events }: { events: EventSources }) => {
  const { env, rules, runs, table, uploads } = around
  const { TABLE_NAME, MACHINE_ARN, BUCKET_NAME, TWILIO_SECRET_ID, SUPPRESSION_SALT_SECRET_ID } = env

  const importContacts = new Fn(around, 'import-contacts', {
    impact: 'Uploaded lists are not imported: their campaigns wait for contacts.',
    environment: { TABLE_NAME, MACHINE_ARN, BUCKET_NAME, CONSENT: rules.CONSENT },
    timeoutSeconds: 900,
    memoryMiB: 1_024,
    // Each slice is one transaction with the file's offset: a second run goes on where the first one stopped.
    retries: 2,
    givenUp: events.givenUp,
    may: [
      may.deleteFromTable(table),
      ...[INBOX, OWN_FOLDER].flatMap((folder) => [may.getObjects(uploads, folder), may.putObjects(uploads, folder)]),
      may.startRuns(runs),
    ],
  })

  const importSuppressions = new Fn(around, 'import-suppressions', {
    impact: 'Uploaded lists of numbers that nobody may call are not read: those numbers are called.',
    environment: { TABLE_NAME, MACHINE_ARN, TWILIO_SECRET_ID, SUPPRESSION_SALT_SECRET_ID, BUCKET_NAME },
    timeoutSeconds: 900,
    // A whole core: nearly all of its time goes into a million requests.
    memoryMiB: 1_769,
    // How far a list is read stands in the table: a second run goes on where the first one stopped.
    retries: 2,
    givenUp: events.givenUp,
    may: [
      ...[SUPPRESSIONS, OWN_FOLDER].flatMap((folder) => [may.getObjects(uploads, folder), may.putObjects(uploads, folder)]),
      may.endTurns(runs),
    ],
  })

  const exportContacts = new Fn(around, 'export-contacts', {
    impact: 'Exports that are asked for do not come, and results by hour, attempt and column stay as they were.',
    environment: { TABLE_NAME, BUCKET_NAME },
    timeoutSeconds: 900,
    // A whole core: nearly all of its time goes into reading and writing rows.
    memoryMiB: 1_769,
    // How far it is stands in the table: a second run goes on where the first one stopped.
    retries: 2,
    givenUp: events.givenUp,
    may: [may.putObjects(uploads, EXPORTS)],
  })

  return { importContacts, importSuppressions, exportContacts }
}
