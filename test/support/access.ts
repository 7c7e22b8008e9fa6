// Keys as a test needs them: made in the table, and shown as a request shows them.
import type { Admission } from '#app/access/admission.ts'
import { admit } from '#app/access/admit.ts'
import { digestOf, keyText, shownOf } from '#app/access/key-text.ts'
import type { ApiKeyRecord } from '#app/ports/access.ts'
import { ids } from '#runtime/ids.ts'
import { log } from '#runtime/log.ts'
import type { Store } from './store.ts'

export const DEPLOYMENT_KEY = 'key-of-the-deployment-0001'

/** The text that the key's owner has. */
export const aKey = async (store: Pick<Store, 'apiKeys' | 'clock'>, changes: Partial<ApiKeyRecord> = {}): Promise<string> => {
  const at = store.clock.machine()
  const id = changes.id ?? ids.key(at)
  const key = keyText(id, ids.secret())
  await store.apiKeys.create({
    ...{ id, name: 'of the tests', scope: 'read', shown: shownOf(key), digest: digestOf(key), version: 1 },
    ...{ createdAt: new Date(at).toISOString(), createdBy: 'machine' },
    ...changes,
  })
  return key
}

/** What the authorizer finds out about `Bearer <shown>`. */
export const admission = ({ apiKeys, clock }: Pick<Store, 'apiKeys' | 'clock'>, shown?: string): Promise<Admission> =>
  admit({ apiKeys, clock, log, deploymentKeys: async () => [DEPLOYMENT_KEY] })(shown === undefined ? undefined : `Bearer ${shown}`)
