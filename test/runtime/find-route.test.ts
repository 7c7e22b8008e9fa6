// A route is found in its own group, and no other is loaded for it.
import { expect, it } from 'vitest'
import { routeKey } from '#contract/route.ts'
import { routeGroups } from '#contract/routes.ts'
import { routeFinder } from '#runtime/find-route.ts'
import type { AnyGroup } from '#runtime/route-group.ts'
import { operationsWith } from '../support/operations.ts'

const world = () => {
  const loaded: string[] = []
  const noting =
    <T extends AnyGroup>(load: () => Promise<T>) =>
    async () => {
      const group = await load()
      loaded.push(...Object.entries(routeGroups).flatMap(([name, routes]) => (routes === group.routes ? [name] : [])))
      return group
    }
  const { campaigns, control, contacts, oneContact, calls, templates, account, suppressions, privacy, sheets, exports, access, webhooks } =
    operationsWith({})
  const find = routeFinder({
    ...{ campaigns: noting(campaigns), control: noting(control), contacts: noting(contacts), oneContact: noting(oneContact) },
    ...{ calls: noting(calls), templates: noting(templates), account: noting(account), suppressions: noting(suppressions) },
    ...{ privacy: noting(privacy), sheets: noting(sheets), exports: noting(exports), access: noting(access), webhooks: noting(webhooks) },
  })
  return { find, loaded }
}

const ALL = Object.entries(routeGroups).flatMap(([group, routes]) =>
  Object.entries(routes).map(([operation, route]) => [routeKey(route), operation, group] as const),
)

it.each(ALL)('%s loads the group of %s alone', async (key, operation, group) => {
  const { find, loaded } = world()
  expect((await find(key))?.operation).toBe(operation)
  expect(loaded).toEqual([group])
})

it('loads a group once', async () => {
  const { find, loaded } = world()
  const found = await Promise.all([find('POST /api/db/campaigns/{id}/start'), find('POST /api/db/campaigns/{id}/stop')])
  expect(found.map((one) => one?.operation)).toEqual(['startCampaign', 'stopCampaign'])
  expect(loaded).toEqual(['control'])
})

it('finds nothing in any group for what is no route', async () => {
  const { find } = world()
  expect(await find('GET /api/nothing')).toBeUndefined()
  expect(await find('$default')).toBeUndefined()
})
