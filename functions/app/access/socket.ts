// Whether a viewer whose socket was opened by a ticket may still say and hear something.

import type { Ports } from '#app/ports.ts'
import type { Caller } from '#contract/caller.ts'
import type { ClientMessage } from '#contract/events.ts'
import { KeyId } from '#contract/ids.ts'
import { mayAct, type Role } from '#contract/role.ts'
import { digestOf, principalOfSecret } from './key-text.ts'

/** Watching changes nothing. A message that did would ask for more. */
const ROLES: Record<ClientMessage['action'], Role> = {
  subscribe: 'viewer',
  unsubscribe: 'viewer',
  active_campaigns: 'viewer',
  ping: 'viewer',
}

type KeyPorts = Pick<Ports, 'apiKeys' | 'deploymentKeys'>
type Needs = KeyPorts & Pick<Ports, 'clock'>

/** A token that has run out and a key that was revoked end with the next message; pages ping every few seconds. */
export const maySay =
  ({ apiKeys, clock, deploymentKeys }: Needs) =>
  async (viewer: Caller, { action }: ClientMessage): Promise<boolean> => {
    if (viewer.until !== undefined && Date.parse(viewer.until) <= clock.machine()) return false
    if (!(await keyWorks({ apiKeys, deploymentKeys }, viewer.principal))) return false
    return mayAct(viewer.role, ROLES[action])
  }

/** Of whoever has no key there is nothing to look up. */
export const keyWorks = async ({ apiKeys, deploymentKeys }: KeyPorts, principal: string): Promise<boolean> => {
  if (principal.startsWith('secret:')) return (await deploymentKeys()).some((key) => principalOfSecret(digestOf(key)) === principal)
  const id = KeyId.safeParse(principal.replace(/^key:/, '')).data
  if (!id) return true
  const key = await apiKeys.get(id)
  return key !== undefined && key.revokedAt === undefined
}
