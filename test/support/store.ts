// The store over the real table, on a clock that stands still, with campaigns of each test's own.
import type { CampaignRecord, ContactRecord } from '#app/records.ts'
import { E164 } from '#contract/ids.ts'
import { ids } from '#runtime/ids.ts'
import { attemptsIn } from '#store/attempts.ts'
import { campaignsIn } from '#store/campaigns.ts'
import { viewersIn } from '#store/connections.ts'
import { contactsIn } from '#store/contacts.ts'
import { openTable } from '#store/dynamo.ts'
import { importsIn } from '#store/imports.ts'
import { lanesIn } from '#store/lanes.ts'
import { ledgerIn } from '#store/ledger.ts'
import { numbersIn } from '#store/numbers.ts'
import { pacerIn } from '#store/pacer.ts'
import { aCampaign, aContact } from './builders.ts'
import { standingClock } from './engine.ts'
import { strictClient } from './failing-dynamo.ts'
import { ringmasterTable } from './table.ts'

/** Numbers that are reserved for fiction, and valid: +1 202 555 0100 to 0199, then London's. */
export const aNumber = (i: number): E164 =>
  E164.parse(i < 100 ? `+1202555${String(100 + i).padStart(4, '0')}` : `+442079460${String(i - 100).padStart(3, '0')}`)

export const openStore = () => {
  const { clock, move } = standingClock()
  const table = openTable(ringmasterTable.tableName, clock, strictClient())
  const ports = {
    attempts: attemptsIn(table),
    campaigns: campaignsIn(table),
    contacts: contactsIn(table),
    imports: importsIn(table),
    lanes: lanesIn(table),
    ledger: ledgerIn(table),
    numbers: numbersIn(table),
    pacer: pacerIn(table, clock),
    viewers: viewersIn(table, clock),
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
