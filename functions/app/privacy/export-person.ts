// Everything that is kept of a number, as one file in the bucket.

import { noteActivity } from '#app/campaigns/note-activity.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { PersonAsked, PersonExport } from '#contract/privacy.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'
import { type FindingPorts, findPerson, numberOf } from './find-person.ts'

type Needs = FindingPorts &
  Pick<Ports, 'activity' | 'clock' | 'ids' | 'log'> & {
    files: Pick<Ports['files'], 'write' | 'downloadUrl'>
    numbers: Pick<Ports['numbers'], 'get'>
    transcripts: Pick<Ports['transcripts'], 'list'>
  }

/** infra/uploads.ts forgets what is in the first of the two folders after a week. */
const FOLDER = 'exports/people/'
const WIDTH = 5
const TURNS = 500

const turnsOf = async ({ transcripts }: Needs, { id }: AttemptRecord): Promise<TranscriptTurn[]> => {
  const turns: TranscriptTurn[] = []
  let cursor: string | undefined
  do {
    const page = await transcripts.list(id, { limit: TURNS, cursor })
    turns.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return turns
}

/** Audio is no JSON: the recording is fetched for itself. */
const toldCall = async (ports: Needs, call: AttemptRecord) => ({
  ...call,
  transcript: await turnsOf(ports, call),
  ...(call.recording?.keptUntil === undefined ? {} : { recordingFrom: `GET /api/db/calls/${call.id}/recording` }),
})

export const exportPerson =
  (ports: Needs) =>
  async (asked: PersonAsked): Promise<PersonExport> => {
    const phone = numberOf(asked)
    const [number, found] = await Promise.all([ports.numbers.get(phone), findPerson(ports, phone)])
    const campaigns = []
    for (const { campaign, contact, calls } of found) {
      const { id, name, deletedAt } = campaign
      campaigns.push({ campaign: { id, name, deletedAt }, contact, calls: await inParallel(calls, WIDTH, (call) => toldCall(ports, call)) })
    }
    const told = { phone, at: new Date(ports.clock.now()).toISOString(), number, campaigns }
    const content = new TextEncoder().encode(JSON.stringify(told, undefined, 2))
    // Nobody guesses it, and it says nothing of whom it is about.
    const key = `${FOLDER}${ports.ids.secret()}.json`
    await ports.files.write(key, content, { contentType: 'application/json' })
    const calls = found.reduce((sum, one) => sum + one.calls.length, 0)
    await noteActivity(ports, { by: 'person', action: 'person-exported', evidence: { campaigns: found.length, calls } })
    return { campaigns: found.length, calls, file: { ...(await ports.files.downloadUrl(key)), bytes: content.length } }
  }
