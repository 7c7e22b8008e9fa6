// The real ports, each built once and only when it is used. Importing this does nothing.

import { clock, random } from '#app/clock.ts'
import type { Ports } from '#app/ports.ts'
import { googleSheets } from '#providers/google-sheets.ts'
import { GoogleSecret } from '#providers/google-token.ts'
import { readSecret } from '#providers/secrets.ts'
import { twilioTelephony } from '#providers/twilio.ts'
import { accountIn, breakersIn } from '#store/account.ts'
import { activityIn } from '#store/activity.ts'
import { apiKeysIn } from '#store/api-keys.ts'
import { attemptsIn } from '#store/attempts.ts'
import { auditIn } from '#store/audit.ts'
import { campaignsIn } from '#store/campaigns.ts'
import { viewersIn } from '#store/connections.ts'
import { contactsIn } from '#store/contacts.ts'
import { deliveriesIn } from '#store/deliveries.ts'
import { openTable } from '#store/dynamo.ts'
import { exportsIn } from '#store/exports.ts'
import { importsIn } from '#store/imports.ts'
import { keptAnswersIn } from '#store/kept-answers.ts'
import { lanesIn } from '#store/lanes.ts'
import { ledgerIn } from '#store/ledger.ts'
import { numbersIn } from '#store/numbers.ts'
import { pacerIn } from '#store/pacer.ts'
import { sheetsIn } from '#store/sheets.ts'
import { suppressionImportsIn } from '#store/suppression-imports.ts'
import { templatesIn } from '#store/templates.ts'
import { transcriptsIn } from '#store/transcripts.ts'
import { webhooksIn } from '#store/webhooks.ts'
import { ids } from './ids.ts'
import { cutOffLater, filesLater, machineLater, partsLater, pushLater } from './loaded-later.ts'
import { log } from './log.ts'
import { once } from './once.ts'

/** What a function's environment gives; a port that needs more than there is says so when it is used. */
export type Surroundings = {
  TABLE_NAME: string
  MACHINE_ARN?: string
  BUCKET_NAME?: string
  SOCKET_URL?: string
  TWILIO_SECRET_ID?: string
  TWILIO_API_URL?: string
  PUBLIC_URL?: string
  GOOGLE_SECRET_ID?: string
  SHEETS_API_URL?: string
  TRANSCRIPT_DAYS?: number
  AUDIT_DAYS?: number
  DELIVERY_DAYS?: number
}

type Days = 'TRANSCRIPT_DAYS' | 'AUDIT_DAYS' | 'DELIVERY_DAYS'

export const live = (surroundings: () => Surroundings): Ports => {
  const env = once(surroundings)
  const table = once(() => openTable(env().TABLE_NAME, { clock, random }))
  const days = (name: Days) => (): number => {
    const given = env()[name]
    if (given === undefined) throw new Error(`This function has no ${name} in its environment`)
    return given
  }
  const need = (name: Exclude<keyof Surroundings, Days>): string => {
    const value = env()[name]
    if (!value) throw new Error(`This function has no ${name} in its environment`)
    return value
  }
  const built = {
    account: once(() => accountIn(table())),
    activity: once(() => activityIn(table(), ids)),
    apiKeys: once(() => apiKeysIn(table())),
    attempts: once(() => attemptsIn(table())),
    audit: once(() => auditIn(table(), { ids, days: days('AUDIT_DAYS') })),
    breakers: once(() => breakersIn(table())),
    campaigns: once(() => campaignsIn(table())),
    contacts: once(() => contactsIn(table())),
    deliveries: once(() => deliveriesIn(table(), { clock, days: days('DELIVERY_DAYS') })),
    exports: once(() => exportsIn(table())),
    cutOff: once(() => cutOffLater(once(async () => (await import('./push.ts')).cutOffOver(need('SOCKET_URL'))))),
    files: once(() => filesLater(once(async () => (await import('#store/files.ts')).filesIn(need('BUCKET_NAME'), clock)))),
    imports: once(() => importsIn(table())),
    keptAnswers: once(() => keptAnswersIn(table(), clock)),
    lanes: once(() => lanesIn(table(), clock)),
    ledger: once(() => ledgerIn(table())),
    machine: once(() => machineLater(once(async () => (await import('./machine.ts')).stepFunctions(env().MACHINE_ARN)))),
    numbers: once(() => numbersIn(table())),
    pacer: once(() => pacerIn(table(), { clock, random })),
    parts: once(() => partsLater(once(async () => (await import('#store/parted-files.ts')).partedFilesIn(need('BUCKET_NAME'))))),
    push: once(() => pushLater(once(async () => (await import('./push.ts')).pushOver(need('SOCKET_URL'))))),
    sheets: once(() => sheetsIn(table(), clock)),
    spreadsheets: once(() =>
      googleSheets({ secret: () => readSecret(need('GOOGLE_SECRET_ID'), GoogleSecret), apiUrl: need('SHEETS_API_URL'), clock }),
    ),
    suppressionImports: once(() => suppressionImportsIn(table())),
    telephony: once(() =>
      twilioTelephony({ secretId: need('TWILIO_SECRET_ID'), apiUrl: need('TWILIO_API_URL'), publicUrl: () => need('PUBLIC_URL') }),
    ),
    templates: once(() => templatesIn(table())),
    transcripts: once(() => transcriptsIn(table(), { clock, days: days('TRANSCRIPT_DAYS') })),
    viewers: once(() => viewersIn(table(), clock)),
    webhooks: once(() => webhooksIn(table(), clock)),
  }
  return {
    clock,
    ids,
    log,
    random,
    get account() {
      return built.account()
    },
    get activity() {
      return built.activity()
    },
    get apiKeys() {
      return built.apiKeys()
    },
    get audit() {
      return built.audit()
    },
    get breakers() {
      return built.breakers()
    },
    get attempts() {
      return built.attempts()
    },
    get campaigns() {
      return built.campaigns()
    },
    get contacts() {
      return built.contacts()
    },
    get deliveries() {
      return built.deliveries()
    },
    get exports() {
      return built.exports()
    },
    get cutOff() {
      return built.cutOff()
    },
    get files() {
      return built.files()
    },
    get imports() {
      return built.imports()
    },
    get keptAnswers() {
      return built.keptAnswers()
    },
    get lanes() {
      return built.lanes()
    },
    get ledger() {
      return built.ledger()
    },
    get machine() {
      return built.machine()
    },
    get numbers() {
      return built.numbers()
    },
    get pacer() {
      return built.pacer()
    },
    get parts() {
      return built.parts()
    },
    get push() {
      return built.push()
    },
    get sheets() {
      return built.sheets()
    },
    get spreadsheets() {
      return built.spreadsheets()
    },
    get suppressionImports() {
      return built.suppressionImports()
    },
    get telephony() {
      return built.telephony()
    },
    get templates() {
      return built.templates()
    },
    get transcripts() {
      return built.transcripts()
    },
    get viewers() {
      return built.viewers()
    },
    get webhooks() {
      return built.webhooks()
    },
  }
}
