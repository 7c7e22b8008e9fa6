// The real ports, each built once and only when it is used. Importing this does nothing.

import { clock, random } from '#app/clock.ts'
import type { Ports } from '#app/ports.ts'
import { GoogleSecret } from '#providers/google-token.ts'
import { readSecret } from '#providers/secrets.ts'
import { accountIn } from '#store/account.ts'
import { activityIn } from '#store/activity.ts'
import { apiKeysIn } from '#store/api-keys.ts'
import { attemptsIn } from '#store/attempts.ts'
import { auditIn } from '#store/audit.ts'
import { breakdownsIn } from '#store/breakdowns.ts'
import { campaignsIn } from '#store/campaigns.ts'
import { viewersIn } from '#store/connections.ts'
import { contactsIn } from '#store/contacts.ts'
import { deliveriesIn } from '#store/deliveries.ts'
import { exportsIn } from '#store/exports.ts'
import { importsIn } from '#store/imports.ts'
import { keptAnswersIn } from '#store/kept-answers.ts'
import { lanesIn } from '#store/lanes.ts'
import { ledgerIn } from '#store/ledger.ts'
import { pacerIn } from '#store/pacer.ts'
import { personalDataIn } from '#store/personal-data.ts'
import { sheetsIn } from '#store/sheets.ts'
import { suppressionImportsIn } from '#store/suppression-imports.ts'
import { templatesIn } from '#store/templates.ts'
import { webhooksIn } from '#store/webhooks.ts'
import { deploymentKeys } from './access.ts'
import { builtWhenUsed } from './built-when-used.ts'
import { filesHere } from './files-here.ts'
import { type Here, hereIn, type Surroundings } from './here.ts'
import { ids } from './ids.ts'
import { cutOffLater, partsLater, pushLater, spreadsheetsLater } from './loaded-later.ts'
import { once } from './once.ts'
import { forgottenHere, resultPorts } from './result-ports.ts'

export const live = (surroundings: () => Surroundings): Ports => portsIn(hereIn(surroundings))

export const portsIn = (here: Here): Ports => {
  const { table, need, days } = here
  return builtWhenUsed({
    ...resultPorts(here),
    ids: () => ids,
    account: () => accountIn(table()),
    activity: () => activityIn(table(), ids),
    apiKeys: () => apiKeysIn(table()),
    attempts: () => attemptsIn(table()),
    audit: () => auditIn(table(), { ids, days: days('AUDIT_DAYS') }),
    breakdowns: () => breakdownsIn(table(), clock),
    campaigns: () => campaignsIn(table()),
    contacts: () => contactsIn(table()),
    cutOff: () => cutOffLater(once(async () => (await import('./push.ts')).cutOffOver(need('SOCKET_URL')))),
    deploymentKeys: () => () => deploymentKeys(need('KEYS_SECRET_ID')),
    deliveries: () => deliveriesIn(table(), { clock, days: days('DELIVERY_DAYS') }),
    exports: () => exportsIn(table()),
    files: () => filesHere(here),
    forgotten: () => forgottenHere(here),
    imports: () => importsIn(table()),
    keptAnswers: () => keptAnswersIn(table(), clock),
    lanes: () => lanesIn(table(), clock),
    ledger: () => ledgerIn(table()),
    pacer: () => pacerIn(table(), { clock, random }),
    parts: () => partsLater(once(async () => (await import('#store/parted-files.ts')).partedFilesIn(need('BUCKET_NAME')))),
    personal: () => personalDataIn(table()),
    push: () => pushLater(once(async () => (await import('./push.ts')).pushOver(need('SOCKET_URL')))),
    sheets: () => sheetsIn(table(), clock),
    spreadsheets: () =>
      spreadsheetsLater(
        once(async () => {
          const { googleSheets } = await import('#providers/google-sheets.ts')
          return googleSheets({ secret: () => readSecret(need('GOOGLE_SECRET_ID'), GoogleSecret), apiUrl: need('SHEETS_API_URL'), clock })
        }),
      ),
    suppressionImports: () => suppressionImportsIn(table()),
    templates: () => templatesIn(table()),
    viewers: () => viewersIn(table(), clock),
    webhooks: () => webhooksIn(table(), clock),
  })
}
