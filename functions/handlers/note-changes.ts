// The table's stream: contacts whose row in a sheet has to be written anew, and what other systems are to be told.
import { inParallel } from '#app/in-parallel.ts'
import { noteChanges } from '#app/sheet/note-changes.ts'
import { queueEvents } from '#app/webhooks/queue-events.ts'
import { changeEnvironments } from '#env/changes.ts'
import { readEnvironment } from '#env/read.ts'
import { type ContactStreamEvent, changedContactsIn } from '#runtime/contact-stream.ts'
import { live } from '#runtime/live.ts'
import { newsIn } from '#runtime/news-stream.ts'

const ports = live(() => readEnvironment(changeEnvironments['note-changes']))

export const handler = async (event: ContactStreamEvent): Promise<void> => {
  // Each to its end, whatever becomes of the other: what is told twice is one.
  const works = [() => noteChanges(ports)(changedContactsIn(event)), () => queueEvents(ports)(newsIn(event))]
  await inParallel(works, works.length, (work) => work())
}
