// One contact: looked at with its calls, and changed by a person. What calls are doing with it meanwhile is not touched.
import { createHash } from 'node:crypto'
import { type ChangingPorts, campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { AppError } from '#app/errors.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { MOST_CALLS, viewContactDetails } from '#app/views.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import type { ContactDetails, ContactEdit } from '#contract/one-contact.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { readCallable } from '#domain/list/callable.ts'

type Needs = Pick<Ports, 'attempts' | 'campaigns' | 'contacts'>
export type OneContactPorts = Needs & ChangingPorts & Pick<Ports, 'ledger'>

const WIDTH = 10
const TRIES = 12
const REST_MS = 15

export type Here = { campaign: CampaignRecord; contact: ContactRecord }
type Which = { id: CampaignId; contactId: ContactId }

export const contactOrThrow = async (ports: Pick<Ports, 'campaigns' | 'contacts'>, { id, contactId }: Which): Promise<Here> => {
  const campaign = await campaignOrThrow(ports, id)
  const contact = await ports.contacts.get(id, contactId)
  if (contact) return { campaign, contact }
  throw new AppError('not_found', `The campaign ${id} has no contact ${contactId}.`)
}

/** Of what a person can change: a call that comes between changes nothing of it. */
const digestOf = ({ name, variables, language, firstMessage, prompt, voiceId, ...contact }: ContactRecord): string => {
  const { callAfter, callBefore, timeZone, region, postcode, consent } = contact
  const said = [name, variables, language, firstMessage, prompt, voiceId, callAfter, callBefore, timeZone, region, postcode, consent]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16)
}

export type ContactAnswer = { body: ContactDetails; digest: string }

export const answerWith = async ({ attempts }: Pick<Needs, 'attempts'>, contact: ContactRecord): Promise<ContactAnswer> => {
  const { campaignId, id, n } = contact
  const ordinals = Array.from({ length: Math.min(n, MOST_CALLS) }, (_, i) => n - i)
  const calls = await inParallel(ordinals, WIDTH, (ordinal) => attempts.get(attemptIdOf(campaignId, id, ordinal)))
  const known = calls.filter((call) => call !== undefined)
  return { body: viewContactDetails(contact, known), digest: digestOf(contact) }
}

export const getContact =
  (ports: Needs) =>
  async (which: Which): Promise<ContactAnswer> =>
    answerWith(ports, (await contactOrThrow(ports, which)).contact)

/** Reads, decides and writes until nobody has come between. */
export const changeContact = async (
  ports: OneContactPorts,
  which: Which,
  change: (here: Here) => Promise<{ ok: boolean }>,
): Promise<ContactRecord> => {
  for (let tries = 1; tries <= TRIES; tries++) {
    const here = await contactOrThrow(ports, which)
    const { ok } = await change(here)
    if (ok) return here.contact
    await ports.clock.rest(ports.random() * REST_MS * 2 ** Math.min(tries, 6))
  }
  throw new AppError('conflict', `The campaign ${which.id} is being changed by many at once. Try again in a moment.`, undefined, 1)
}

/** Whoever could not be called with it would never be: said now, to whoever changes it. */
const needCallable = ({ campaign, contact }: Here, now: number): void => {
  const { defaultCountry, settings } = campaign
  const read = readCallable(contact, { defaultCountry, allowedCountries: settings.allowedCountries, now })
  if (read.ok) return
  throw new AppError('unprocessable', `With this the contact could never be called: ${read.reason}.`, [
    { pointer: `/body/${read.column}`, detail: read.reason, hint: 'Give another value, or null to take it away.' },
  ])
}

const patchOf = (edit: ContactEdit): Partial<ContactRecord> =>
  Object.fromEntries(Object.entries(edit).flatMap(([name, value]) => (value === undefined ? [] : [[name, value ?? undefined]])))

export const editContact =
  (ports: OneContactPorts) =>
  async (which: Which, { edit, ifDigest }: { edit: ContactEdit; ifDigest?: string | undefined }): Promise<ContactAnswer> => {
    const patch = patchOf(edit)
    await changeContact(ports, which, async ({ campaign, contact }) => {
      if (ifDigest !== undefined && ifDigest !== digestOf(contact)) {
        throw new AppError('precondition_failed', 'Somebody has changed the contact since you read it. Read it again, then edit that.')
      }
      needCallable({ campaign, contact: { ...contact, ...patch } }, ports.clock.now())
      return ports.ledger.importSlice({ campaign, patch: {}, contacts: [], updates: [{ id: contact.id, patch }] })
    })
    return await answerWith(ports, (await contactOrThrow(ports, which)).contact)
  }
