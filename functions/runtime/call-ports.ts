// How the ports are built that news of a call need. A webhook is loaded with these alone: people wait for its answer.
import { clock, random } from '#app/clock.ts'
import type { Machine } from '#app/ports/machine.ts'
import type { Numbers } from '#app/ports/numbers.ts'
import type { Telephony } from '#app/ports/telephony.ts'
import { digestWith } from '#providers/number-digest.ts'
import { breakersIn } from '#store/account.ts'
import { activityIn } from '#store/activity.ts'
import { attemptsIn } from '#store/attempts.ts'
import { campaignsIn } from '#store/campaigns.ts'
import { contactsIn } from '#store/contacts.ts'
import { forgottenIn, knowingForgotten } from '#store/forgotten-numbers.ts'
import { ledgerIn } from '#store/ledger.ts'
import { numbersIn } from '#store/numbers.ts'
import { recordingsIn } from '#store/recordings.ts'
import { transcriptsIn } from '#store/transcripts.ts'
import { builtWhenUsed } from './built-when-used.ts'
import { type Here, hereIn, type Surroundings } from './here.ts'
import { ids } from './ids.ts'
import { machineLater, telephonyLater } from './loaded-later.ts'
import { log } from './log.ts'
import { once } from './once.ts'

export const forgottenHere = ({ table, need }: Here) => forgottenIn(table(), digestWith(need('SUPPRESSION_SALT_SECRET_ID')))

export const callPorts = (here: Here) => {
  const { env, table, need, days } = here
  return {
    clock: () => clock,
    log: () => log,
    random: () => random,
    activity: () => activityIn(table(), ids),
    attempts: () => attemptsIn(table()),
    breakers: () => breakersIn(table()),
    campaigns: () => campaignsIn(table()),
    contacts: () => contactsIn(table()),
    ledger: () => ledgerIn(table()),
    machine: (): Machine => machineLater(once(async () => (await import('./machine.ts')).stepFunctions(env().MACHINE_ARN))),
    // Who calls nobody need not know who is forgotten.
    numbers: (): Numbers =>
      env().SUPPRESSION_SALT_SECRET_ID ? knowingForgotten(numbersIn(table()), forgottenHere(here)) : numbersIn(table()),
    recordings: () => recordingsIn(table()),
    telephony: (): Telephony =>
      telephonyLater(
        once(async () => {
          const { twilioTelephony } = await import('#providers/twilio.ts')
          return twilioTelephony({
            secretId: need('TWILIO_SECRET_ID'),
            apiUrl: need('TWILIO_API_URL'),
            publicUrl: () => need('PUBLIC_URL'),
          })
        }),
      ),
    transcripts: () => transcriptsIn(table(), { clock, days: days('TRANSCRIPT_DAYS') }),
  }
}

export const liveCalls = (surroundings: () => Surroundings) => builtWhenUsed(callPorts(hereIn(surroundings)))
