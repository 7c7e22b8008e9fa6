// The store over a table, DynamoDB's unless said otherwise, on a clock that stands still, with campaigns of each test's own.
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { E164 } from '#contract/ids.ts'
import { ids } from '#runtime/ids.ts'
import { accountIn } from '#store/account.ts'
import { activityIn } from '#store/activity.ts'
import { apiKeysIn } from '#store/api-keys.ts'
import { attemptsIn } from '#store/attempts.ts'
import { auditIn } from '#store/audit.ts'
import { breakersIn } from '#store/breakers.ts'
import { campaignsIn } from '#store/campaigns.ts'
import type { Patience } from '#store/conflicts.ts'
import { viewersIn } from '#store/connections.ts'
import { contactsIn } from '#store/contacts.ts'
import { deliveriesIn } from '#store/deliveries.ts'
import { openTable } from '#store/dynamo.ts'
import { importsIn } from '#store/imports.ts'
import { keptAnswersIn } from '#store/kept-answers.ts'
import { lanesIn } from '#store/lanes.ts'
import { ledgerIn } from '#store/ledger.ts'
import { numbersIn } from '#store/numbers.ts'
import { pacerIn } from '#store/pacer.ts'
import { recordingsIn } from '#store/recordings.ts'
import type { Table } from '#store/table-operations.ts'
import { templatesIn } from '#store/templates.ts'
import { transcriptsIn } from '#store/transcripts.ts'
import { webhooksIn } from '#store/webhooks.ts'
import { aCampaign, aContact } from './builders.ts'
import { standingClock } from './engine.ts'
import { strictClient } from './failing-dynamo.ts'
import { ringmasterTable } from './table.ts'

const citiesOfFiction = ['+442079460', '+441134960', '+441144960', '+441154960', '+441164960', '+441174960']

/** Numbers that are reserved for fiction, and valid: +1 202 555 0100 to 0199, then a thousand of London, Leeds and so on. */
export const aNumber = (i: number): E164 => {
  if (i < 100) return E164.parse(`+1202555${String(100 + i).padStart(4, '0')}`)
  const city = citiesOfFiction[Math.floor((i - 100) / 1000)]
  if (!city) throw new Error(`Fiction has no number ${i}`)
  return E164.parse(`${city}${String((i - 100) % 1000).padStart(3, '0')}`)
}

/** Any table that the store may stand on. */
export type OpenTable = (patience: Patience) => Table

const onDynamoDb: OpenTable = (patience) => openTable(ringmasterTable.tableName, patience, strictClient())

export const openStore = (open: OpenTable = onDynamoDb) => {
  const { clock, move } = standingClock()
  const table = open({ clock, random: Math.random })
  const ports = {
    account: accountIn(table),
    activity: activityIn(table, ids),
    apiKeys: apiKeysIn(table),
    attempts: attemptsIn(table),
    audit: auditIn(table, { ids, days: () => 365 }),
    breakers: breakersIn(table),
    campaigns: campaignsIn(table),
    contacts: contactsIn(table),
    deliveries: deliveriesIn(table, { clock, days: () => 30 }),
    imports: importsIn(table),
    keptAnswers: keptAnswersIn(table, clock),
    lanes: lanesIn(table, clock),
    ledger: ledgerIn(table),
    numbers: numbersIn(table),
    pacer: pacerIn(table, { clock, random: Math.random }),
    recordings: recordingsIn(table),
    templates: templatesIn(table),
    transcripts: transcriptsIn(table, { clock, days: () => 90 }),
    viewers: viewersIn(table, clock),
    webhooks: webhooksIn(table, clock),
  }
  const reread = async (campaign: CampaignRecord): Promise<CampaignRecord> => (await ports.campaigns.get(campaign.id)) ?? campaign

  return {
    ...ports,
    table,
    clock,
    move,
    reread,
    async campaign(changes: Partial<CampaignRecord> = {}, { watched = false } = {}): Promise<CampaignRecord> {
      const campaign = aCampaign({ id: ids.campaign(), ...changes })
      await ports.campaigns.create(campaign, { watched })
      return campaign
    },
    /** A fresh contact with the i-th number of fiction. */
    async contact(campaign: CampaignRecord, i: number, changes: Partial<ContactRecord> = {}): Promise<ContactRecord> {
      const phone = aNumber(i)
      const contact = aContact({ id: ids.contact(campaign, phone), campaignId: campaign.id, phone, ...changes })
      const written = await ports.ledger.importSlice({ campaign: await reread(campaign), patch: {}, contacts: [contact] })
      if (!written.ok) throw new Error(`The contact was refused: ${written.refused}`)
      return contact
    },
  }
}

export type Store = ReturnType<typeof openStore>
export type OpenStore = () => Store
