// The ledger as the media bridge sees it, over a table.
import { ulid } from 'ulid'
import { clock } from '#app/clock.ts'
import { divertCall } from '#app/conversation/divert-call.ts'
import { conversations as over } from '#app/conversation/hold-conversation.ts'
import type { Apologise, ConnectCall, Conversations, RegisterCall } from '#app/ports/bridge.ts'
import type { Random } from '#app/ports/clock.ts'
import type { ListeningDesk } from '#app/ports/listening.ts'
import type { Log } from '#app/ports/log.ts'
import type { AttemptId } from '#contract/ids.ts'
import { activityIn } from './activity.ts'
import { attemptsIn } from './attempts.ts'
import { campaignsIn } from './campaigns.ts'
import { contactsIn } from './contacts.ts'
import { openTable } from './dynamo.ts'
import { ledgerIn } from './ledger.ts'
import { listeningIn } from './listening.ts'
import { numbersIn } from './numbers.ts'
import { transcriptsIn } from './transcripts.ts'

type Options = { random: Random; log: Log; transcriptDays: number; heldAt?: string | undefined }

export const conversations = (tableName: string, { random, log, transcriptDays, heldAt }: Options): Conversations & ListeningDesk => {
  const table = openTable(tableName, { clock, random })
  const ports = {
    activity: activityIn(table, { activity: (at) => ulid(at) }),
    attempts: attemptsIn(table),
    campaigns: campaignsIn(table),
    contacts: contactsIn(table),
    ledger: ledgerIn(table),
    numbers: numbersIn(table),
    transcripts: transcriptsIn(table, { clock, days: () => transcriptDays }),
    clock,
    log,
    random,
  }
  return { ...over(ports, { heldAt }), ...listeningIn(table) }
}

type Diverting = Pick<Options, 'random' | 'log'> & { registerCall: RegisterCall; connectCall: ConnectCall; apologise: Apologise }

/** For a call that the bridge has no room for. */
export const diversion = (tableName: string, { random, ...ports }: Diverting): ((attemptId: AttemptId) => Promise<void>) => {
  const table = openTable(tableName, { clock, random })
  return divertCall({ ...ports, clock, attempts: attemptsIn(table), campaigns: campaignsIn(table), contacts: contactsIn(table) })
}
