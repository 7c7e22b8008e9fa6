// The ledger as the media bridge sees it, over a table.
import type { Conversations } from '#app/bridge-ports.ts'
import { clock } from '#app/clock.ts'
import { conversations as over } from '#app/hold-conversation.ts'
import type { Random } from '#app/ports.ts'
import { attemptsIn } from './attempts.ts'
import { campaignsIn } from './campaigns.ts'
import { contactsIn } from './contacts.ts'
import { openTable } from './dynamo.ts'
import { ledgerIn } from './ledger.ts'

export const conversations = (tableName: string, random: Random): Conversations => {
  const table = openTable(tableName, { clock, random })
  const items = { attempts: attemptsIn(table), campaigns: campaignsIn(table), contacts: contactsIn(table), ledger: ledgerIn(table) }
  return over({ ...items, clock, random })
}
