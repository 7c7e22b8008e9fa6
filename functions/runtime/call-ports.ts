// How the ports are built that news of a call need. A webhook is loaded with these alone: people wait for its answer.
import { clock, random } from '#app/clock.ts'
import type { Machine } from '#app/ports/machine.ts'
import type { Telephony } from '#app/ports/telephony.ts'
import { activityNotesIn } from '#store/activity-notes.ts'
import { breakersIn } from '#store/breakers.ts'
import { newsIn } from '#store/ledger-news.ts'
import { oneAttemptIn } from '#store/one-attempt.ts'
import { oneCampaignIn } from '#store/one-campaign.ts'
import { oneContactIn } from '#store/one-contact.ts'
import { recordingsIn } from '#store/recordings.ts'
import { builtWhenUsed } from './built-when-used.ts'
import { type Here, hereIn, type Surroundings } from './here.ts'
import { ids } from './ids.ts'
import { machineLater, telephonyLater } from './loaded-later.ts'
import { log } from './log.ts'
import { once } from './once.ts'

export const callPorts = ({ env, table, need }: Here) => ({
  clock: () => clock,
  log: () => log,
  random: () => random,
  activity: () => activityNotesIn(table(), ids),
  attempts: () => oneAttemptIn(table()),
  breakers: () => breakersIn(table()),
  campaigns: () => oneCampaignIn(table()),
  contacts: () => oneContactIn(table()),
  ledger: () => newsIn(table()),
  machine: (): Machine => machineLater(once(async () => (await import('./machine.ts')).stepFunctions(env().MACHINE_ARN))),
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
})

export const liveCalls = (surroundings: () => Surroundings) => builtWhenUsed(callPorts(hereIn(surroundings)))
