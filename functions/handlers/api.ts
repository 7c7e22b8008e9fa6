// Every route of the API: one trust boundary, one role. A group's operations, and the ports that they use, are loaded when one is asked for.
import type { Surroundings } from '#api/surroundings.ts'
import { apiEnvironment } from '#env/api.ts'
import { readEnvironment } from '#env/read.ts'
import { rulesIn } from '#env/rules.ts'
import { hereIn } from '#runtime/here.ts'
import { httpHandler } from '#runtime/http.ts'
import { once } from '#runtime/once.ts'
import { requestPorts } from '#runtime/request-ports.ts'

const environment = () => readEnvironment(apiEnvironment)
const here = hereIn(environment)
const around = once(async (): Promise<Surroundings> => {
  const { portsIn } = await import('#runtime/live.ts')
  return { ports: portsIn(here), environment, rules: () => rulesIn(environment()) }
})

export const handler = httpHandler(requestPorts(here), {
  campaigns: async () => (await import('#api/campaigns.ts')).campaigns(await around()),
  access: async () => (await import('#api/access.ts')).access(await around()),
  account: async () => (await import('#api/account.ts')).account(await around()),
  control: async () => (await import('#api/control.ts')).control(await around()),
  contacts: async () => (await import('#api/contacts.ts')).contacts(await around()),
  calls: async () => (await import('#api/calls.ts')).calls(await around()),
  oneContact: async () => (await import('#api/one-contact.ts')).oneContact(await around()),
  suppressions: async () => (await import('#api/suppressions.ts')).suppressions(await around()),
  exports: async () => (await import('#api/exports.ts')).exports(await around()),
  templates: async () => (await import('#api/templates.ts')).templates(await around()),
  sheets: async () => (await import('#api/sheets.ts')).sheets(await around()),
  webhooks: async () => (await import('#api/webhooks.ts')).webhooks(await around()),
  privacy: async () => (await import('#api/privacy.ts')).privacy(await around()),
})
