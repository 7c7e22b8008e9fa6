// A person is forgotten: from the first write on nobody calls the number, and at the end a digest is all that says so.
import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import type { ForgottenNumbers } from '#app/ports/personal-data.ts'
import type { Ports } from '#app/ports.ts'
import type { E164 } from '#contract/ids.ts'
import type { PersonForgotten, PersonToForget } from '#contract/privacy.ts'
import { type FindingPorts, findPerson, numberOf } from './find-person.ts'
import { type ForgettingPorts, forgetContact, NOTHING, underWay } from './forget-contact.ts'

type Needs = FindingPorts & ForgettingPorts & NotingPorts & Pick<Ports, 'numbers'> & { forgotten: Pick<ForgottenNumbers, 'digestOf'> }

const sum = (a: PersonForgotten, b: PersonForgotten): PersonForgotten => ({
  removed: a.removed + b.removed,
  anonymised: a.anonymised + b.anonymised,
  calls: a.calls + b.calls,
  turns: a.turns + b.turns,
  recordings: a.recordings + b.recordings,
})

export const erasePerson =
  (ports: Needs) =>
  async ({ because, ...asked }: PersonToForget): Promise<PersonForgotten> => {
    const phone = numberOf(asked)
    const at = new Date(ports.clock.now()).toISOString()
    // Suppressed like any other at first: no claim and no dial comes between this and what follows.
    await ports.numbers.suppress(phone, { at, because: 'the person has asked to be forgotten' })
    const lockedBy = (await ports.numbers.get(phone))?.lockedBy
    if (lockedBy !== undefined) throw underWay(`The call ${lockedBy}`)
    let forgotten = NOTHING
    for (const { contact } of await findPerson(ports, phone)) {
      forgotten = sum(forgotten, await forgetContact(ports, { campaignId: contact.campaignId, contactId: contact.id }))
    }
    await forgetNumber(ports, phone, at)
    await noteActivity(ports, { by: 'person', action: 'person-forgotten', because, evidence: { ...forgotten } })
    return forgotten
  }

/** Last: whoever is cut off before finds the number suppressed. */
const forgetNumber = async ({ forgotten, ledger, numbers }: Needs, phone: E164, at: string): Promise<void> => {
  const number = await numbers.get(phone)
  if (!number) return
  const written = await ledger.forgetNumber({ phone, digest: await forgotten.digestOf(phone), number, at })
  if (!written.ok) throw underWay('A call to the number')
}
