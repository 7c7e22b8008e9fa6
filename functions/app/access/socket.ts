// Whether a viewer whose socket was opened by a ticket may still say and hear something.

import type { Ports } from '#app/ports.ts'
import type { Caller } from '#contract/access.ts'
import type { ClientMessage } from '#contract/events.ts'
import { KeyId } from '#contract/ids.ts'
import { mayAct, type Role } from '#contract/role.ts'

/** Watching changes nothing. A message that did would ask for more. */
const ROLES: Record<ClientMessage['action'], Role> = {
  subscribe: 'viewer',
  unsubscribe: 'viewer',
  active_campaigns: 'viewer',
  ping: 'viewer',
}

type Needs = Pick<Ports, 'apiKeys' | 'clock'>

/** A token that has run out and a key that was revoked end with the next message; pages ping every few seconds. */
export const maySay =
  ({ apiKeys, clock }: Needs) =>
  async (viewer: Caller, { action }: ClientMessage): Promise<boolean> => {
    if (viewer.until !== undefined && Date.parse(viewer.until) <= clock.machine()) return false
    if (!(await keyWorks(apiKeys, viewer.principal))) return false
    return mayAct(viewer.role, ROLES[action])
  }

/** Of whoever has no key of the table's there is nothing to look up. */
export const keyWorks = async (apiKeys: Needs['apiKeys'], principal: string): Promise<boolean> => {
  const id = KeyId.safeParse(principal.replace(/^key:/, '')).data
  if (!id) return true
  const key = await apiKeys.get(id)
  return key !== undefined && key.revokedAt === undefined
}
