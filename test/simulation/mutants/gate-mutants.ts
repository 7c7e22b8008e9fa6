// Gates that stand open.
import type { EnginePorts } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { NumberRecord } from '#app/records/number.ts'
import type { NamedMutant } from './mutant.ts'

const withNumbers = (ports: EnginePorts, seen: (number: NumberRecord) => NumberRecord): EnginePorts => ({
  ...ports,
  numbers: {
    ...ports.numbers,
    async get(e164) {
      const number = await ports.numbers.get(e164)
      return number && seen(number)
    },
  },
})

const withCampaigns = (ports: EnginePorts, seen: (campaign: CampaignRecord) => CampaignRecord): EnginePorts => ({
  ...ports,
  campaigns: {
    ...ports.campaigns,
    async get(id) {
      const campaign = await ports.campaigns.get(id)
      return campaign && seen(campaign)
    },
  },
})

/** A campaign as it would be without one of its settings. */
const without =
  (name: 'window' | 'budget') =>
  ({ settings: { [name]: _, ...settings }, ...campaign }: CampaignRecord): CampaignRecord => ({ ...campaign, settings })

const anywhere = ({ settings, ...campaign }: CampaignRecord): CampaignRecord => ({
  ...campaign,
  settings: { ...settings, allowedCountries: 'any' },
})

const withContacts = (ports: EnginePorts, seen: (contact: ContactRecord) => ContactRecord): EnginePorts => ({
  ...ports,
  contacts: {
    ...ports.contacts,
    async get(campaignId, contactId) {
      const contact = await ports.contacts.get(campaignId, contactId)
      return contact && seen(contact)
    },
  },
})

const atAnyTime = ({ callBefore: _, ...contact }: ContactRecord): ContactRecord => contact

/** The gate sees a number that nobody has called; the claim goes on counting. */
const forgetsToday = (ports: EnginePorts): EnginePorts => ({
  ...withNumbers(ports, (number) => ({ ...number, recent: [] })),
  ledger: {
    ...ports.ledger,
    claim: async (claim) => ports.ledger.claim({ ...claim, number: claim.number && (await ports.numbers.get(claim.attempt.phone)) }),
  },
})

const inTurns =
  (altered: (ports: EnginePorts) => EnginePorts): NonNullable<NamedMutant['ports']> =>
  (ports, invocation) =>
    invocation === 'claim-and-dial' ? altered(ports) : ports

export const gateMutants: readonly NamedMutant[] = [
  {
    name: 'no-suppression',
    drops: 'the suppression list is not looked at',
    ports: (ports) => withNumbers(ports, (number) => ({ ...number, suppressed: false })),
  },
  {
    name: 'no-window',
    drops: 'the hours in which a campaign may call are not looked at',
    ports: inTurns((ports) => withCampaigns(ports, without('window'))),
  },
  {
    name: 'no-day-cap',
    drops: 'how often a number was called today is not looked at',
    ports: inTurns(forgetsToday),
  },
  {
    name: 'no-campaign-budget',
    drops: 'what a campaign has used up of its budget is not looked at',
    ports: inTurns((ports) => withCampaigns(ports, without('budget'))),
  },
  {
    name: 'no-country',
    drops: 'the countries that a campaign may call are not looked at',
    ports: inTurns((ports) => withCampaigns(ports, anywhere)),
  },
  {
    name: 'no-call-before',
    drops: 'until when a contact’s own row says to call is not looked at',
    ports: inTurns((ports) => withContacts(ports, atAnyTime)),
  },
]
