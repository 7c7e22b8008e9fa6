// One contact of a person who is forgotten: taken out if nobody has called it, else replaced by one that nobody can be known by.

import { isUncalled, type TakingPorts, takeOut } from '#app/contacts/take-contact.ts'
import { AppError } from '#app/errors.ts'
import type { CalledContact, ContactPlace, PersonalData } from '#app/ports/personal-data.ts'
import type { CarrierRecordings } from '#app/ports/recordings.ts'
import type { Ports } from '#app/ports.ts'
import { recordingKey } from '#app/recordings/recording-key.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { PersonForgotten } from '#contract/privacy.ts'
import { contactMoved } from '#domain/progress.ts'
import { anonymousCall, anonymousContact } from './anonymise.ts'

export type ForgettingPorts = TakingPorts &
  Pick<Ports, 'ids' | 'recordings'> & {
    carrier: Pick<CarrierRecordings, 'ofCall' | 'remove'>
    files: Pick<Ports['files'], 'remove'>
    personal: PersonalData
  }

const TRIES = 12
const REST_MS = 15
/** Each is two writes of a transaction, which takes a hundred (DynamoDB). */
const CALLS_AT_ONCE = 45

export const NOTHING: PersonForgotten = { removed: 0, anonymised: 0, calls: 0, turns: 0, recordings: 0 }

export const underWay = (what: string): AppError =>
  new AppError(
    'conflict',
    `${what} is under way. Nobody will call the number again. End the call, or wait for its end, and send the same request once more: it goes on where this one stopped.`,
  )

/** Whoever was cut off finds the contact again, and does again what was not done. */
export const forgetContact = async (ports: ForgettingPorts, place: ContactPlace): Promise<PersonForgotten> => {
  let talk = { turns: 0, recordings: 0 }
  for (let tries = 1; tries <= TRIES; tries++) {
    const found = await ports.personal.of(place)
    if (!found) return { ...NOTHING, ...talk }
    const { contact, calls } = found
    if (contact.state === 'calling') throw underWay(`The call ${calls.at(-1)?.id ?? ''}`)
    for (const call of calls) talk = added(talk, await forgetCall(ports, call))
    if (isUncalled(contact)) {
      if (await takeOut(ports, place.campaignId, contact)) return { ...NOTHING, ...talk, removed: 1 }
    } else if (await replace(ports, found)) return { ...NOTHING, ...talk, anonymised: 1, calls: calls.length }
    await ports.clock.rest(ports.random() * REST_MS * 2 ** Math.min(tries, 6))
  }
  throw new AppError('conflict', 'The contact is being changed by many at once. Send the same request again in a moment.', undefined, 1)
}

type Talk = { turns: number; recordings: number }
const added = (a: Talk, b: Talk): Talk => ({ turns: a.turns + b.turns, recordings: a.recordings + b.recordings })

/** Before the call loses the id by which all of this is found. */
const forgetCall = async ({ carrier, files, personal, recordings }: ForgettingPorts, call: AttemptRecord): Promise<Talk> => {
  const turns = await personal.forgetTalk(call)
  await personal.forgetOnLane(call)
  if (call.recordingNotice === undefined) return { turns, recordings: 0 }
  for (const { sid } of call.callSid === undefined ? [] : await carrier.ofCall(call.callSid)) await carrier.remove(sid)
  await files.remove(recordingKey(call.id))
  await recordings.settle(call.id)
  return { turns, recordings: call.recording === undefined ? 0 : 1 }
}

/** Its id and those of its calls are made from the number: the new ones are made from nothing. */
const replace = async ({ ids, ledger }: ForgettingPorts, { contact, calls }: CalledContact): Promise<boolean> => {
  const instead = anonymousContact(contact, ids.anonymousContact(contact.id))
  const moves = calls.map((call) => ({ call, instead: anonymousCall(call, instead.id) }))
  while (moves.length > CALLS_AT_ONCE) {
    const written = await ledger.forget({ calls: moves.splice(0, CALLS_AT_ONCE) })
    if (!written.ok) return false
  }
  const deltas = deltasOf(contact, instead)
  return (await ledger.forget({ calls: moves, contact: { before: contact, instead, deltas } })).ok
}

const deltasOf = (before: ContactRecord, instead: ContactRecord) =>
  before.state === instead.state ? {} : contactMoved(before.state, instead.state)
