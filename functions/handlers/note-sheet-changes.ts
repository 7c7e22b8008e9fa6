// The table's stream: contacts whose row in a sheet has to be written anew.
import { noteChanges } from '#app/sheet/note-changes.ts'
import { environments, readEnvironment } from '#env'
import { type ContactStreamEvent, changedContactsIn } from '#runtime/contact-stream.ts'
import { live } from '#runtime/live.ts'

const ports = live(() => readEnvironment(environments['note-sheet-changes']))

export const handler = (event: ContactStreamEvent): Promise<void> => noteChanges(ports)(changedContactsIn(event))
