// In which group of the route table a path is looked for first: by its beginning, so that no other group is loaded to find it.
import type { RouteGroups } from '#contract/routes.ts'

type GroupName = keyof RouteGroups

const CAMPAIGN = '/api/db/campaigns/{id}'
const CONTACT = `${CAMPAIGN}/contacts/{contactId}`
const CALL = '/api/db/calls/{callId}'

/** Whole segments; of several the longest counts. A path that is not here is found all the same, at the price of the groups before its own. */
const BEGINNINGS: Readonly<Record<GroupName, readonly string[]>> = {
  campaigns: ['/api/db/campaigns'],
  control: [
    ...['start', 'schedule', 'pause', 'resume', 'stop', 'reopen'].map((command) => `${CAMPAIGN}/${command}`),
    '/api/db/account/emergency-stop',
  ],
  contacts: [
    `${CAMPAIGN}/contacts`,
    `${CONTACT}/why`,
    `${CAMPAIGN}/calls`,
    `${CAMPAIGN}/imports`,
    CALL,
    '/api/db/uploads',
    '/api/db/imports',
  ],
  oneContact: [CONTACT],
  calls: ['/api/db/calls', `${CALL}/recording`],
  templates: ['/api/db/templates'],
  account: ['/api/db/account', '/api/db/events', '/api/health', '/api/problems', '/api/asyncapi.json', '/api/openapi.json'],
  suppressions: ['/api/db/suppressions', '/api/db/suppression-imports'],
  privacy: ['/api/db/contacts', '/api/db/privacy'],
  sheets: [`${CAMPAIGN}/sheet`, `${CAMPAIGN}/sheets`, '/api/db/sheets'],
  exports: [`${CAMPAIGN}/exports`],
  access: ['/api/db/me', '/api/db/keys', '/api/db/audit'],
  webhooks: ['/api/db/webhooks'],
}

const groups = new Map(Object.entries(BEGINNINGS).flatMap(([name, paths]) => paths.map((path) => [path, name])))

/** `key`: as API Gateway writes it, `GET /api/health`. */
export const likelyGroup = (key: string): string | undefined => {
  let path = key.slice(key.indexOf(' ') + 1)
  while (path !== '' && !groups.has(path)) path = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  return groups.get(path)
}
