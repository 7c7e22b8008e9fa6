// A call to one number: a campaign of one contact, so that gate, pace and ledger are those of every other call.

import { needConsent } from '#app/campaigns/campaign-consent.ts'
import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { type CreatingPorts, draft, keepDraft } from '#app/campaigns/create-campaign.ts'
import { startCampaign } from '#app/campaigns/start-campaign.ts'
import { type Wished, wishedCampaign } from '#app/campaigns/templates.ts'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { AppError } from '#app/errors.ts'
import { gate } from '#app/lanes/gate.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { viewCampaign } from '#app/views.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import type { NewCall, PlacedCall } from '#contract/new-call.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { readCallable } from '#domain/list/callable.ts'

type Needs = CreatingPorts & Parameters<typeof addContacts>[0] & Parameters<typeof startCampaign>[0] & Pick<Ports, 'numbers'>
type Person = Pick<NewCall, 'phone' | 'name' | 'variables' | 'timeZone' | 'region' | 'postcode'>

/** Whoever wants to try again asks again. */
const ONCE = { maxConcurrentCalls: 1, retryCount: 0, callDelay: 0 } as const

const split = ({ phone, name, variables, timeZone, region, postcode, ...words }: NewCall) => ({
  person: { phone, name, variables, timeZone, region, postcode },
  words,
})

/** The campaign that is made for it; whom it calls stands in its name only as the caller has named them. */
const wishedFor = async (ports: Needs, asked: NewCall): Promise<Wished> => {
  const { person, words } = split(asked)
  const name = `Call to ${person.name ?? 'one number'}`.slice(0, 200)
  const request = 'templateId' in words ? { ...words, name } : { ...words, name, settings: CampaignSettings.parse(ONCE) }
  const { campaign, ...wished } = await wishedCampaign(ports, request)
  const { retries: _, budget: __, ...settings } = campaign.settings
  return { ...wished, campaign: { ...campaign, settings: { ...settings, ...ONCE } } }
}

/** The contact that the campaign will have; refused when nobody may ever call the number. */
const contactOf = ({ ids, clock }: Needs, campaign: CampaignRecord, person: Person): ContactRecord => {
  const { defaultCountry, settings } = campaign
  const read = readCallable(person, { defaultCountry, allowedCountries: settings.allowedCountries, now: clock.now() })
  if (!read.ok) {
    const errors = [
      { pointer: `/body/${read.column}`, detail: read.reason, hint: 'Write the number with its country code, such as +12025550142.' },
    ]
    throw new AppError('unprocessable', `This cannot be called: ${read.reason}.`, errors)
  }
  const start = { state: 'pending', attempts: 0, n: 0, dueAt: new Date(read.dueAt).toISOString() } as const
  return { ...person, id: ids.contact(campaign, read.e164), campaignId: campaign.id, phone: read.e164, ...start }
}

/** What the gate would say at this moment: a refusal for good is told at once, a wait is told with its end. */
const standing = async (
  ports: Needs,
  rules: DialRules,
  { campaign, contact }: { campaign: CampaignRecord; contact: ContactRecord },
): Promise<Pick<PlacedCall, 'notBefore' | 'because'>> => {
  needConsent(rules, campaign)
  const number = await ports.numbers.get(contact.phone)
  const verdict = gate({ campaign, contact, number, rules }, { now: ports.clock.now(), jitter: 0 })
  if (verdict.kind === 'never') throw new AppError('unprocessable', `Nobody is called: ${verdict.because}.`)
  return verdict.kind === 'later' ? { notBefore: new Date(verdict.at).toISOString(), because: verdict.because } : {}
}

/** The same request with the same key is the same campaign, whoever was cut off where. */
export const callOne =
  (ports: Needs, rules: DialRules) =>
  async (asked: NewCall, { idempotencyKey }: { idempotencyKey: string }): Promise<PlacedCall> => {
    const id = ports.ids.campaign(`call ${idempotencyKey}`)
    const wished = await wishedFor(ports, asked)
    const made = draft(ports, { ...wished, id })
    const contact = contactOf(ports, made, split(asked).person)
    const waits = await standing(ports, rules, { campaign: made, contact })
    await keepDraft(ports, made, { watched: false, mapping: undefined })
    const kept = await campaignOrThrow(ports, id)
    const { person } = split(asked)
    if (kept.state === 'draft') await addContacts(ports)(id, [{ ...person, phone: contact.phone }])
    const campaign = kept.state === 'draft' ? await startCampaign(ports, rules)(id) : kept
    return { campaign: viewCampaign(campaign), contactId: contact.id, callId: attemptIdOf(id, contact.id, 1), ...waits }
  }
