// The ledger as the media bridge sees it, over a table.

import type { Conversations } from '#app/bridge-ports.ts'
import { clock } from '#app/clock.ts'
import { conversations as over } from '#app/hold-conversation.ts'
import { attemptsIn } from './attempts.ts'
import { campaignsIn } from './campaigns.ts'
import { contactsIn } from './contacts.ts'
import { openTable } from './dynamo.ts'

export const conversations = (tableName: string): Conversations => {
  const table = openTable(tableName, clock)
  return over({ attempts: attemptsIn(table), campaigns: campaignsIn(table), contacts: contactsIn(table), clock })
}
