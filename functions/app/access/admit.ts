// Finds out who shows what a request carries: a key, a key of the deployment, or a token of whoever signs people in.

import type { ApiKeyRecord } from '#app/ports/access.ts'
import type { Ports } from '#app/ports.ts'
import { ROLES_OF_SCOPES } from '#contract/access.ts'
import { type Admission, refused } from './admission.ts'
import { digestOf, isSameDigest, keyIdIn, principalOfSecret } from './key-text.ts'

type Needs = Pick<Ports, 'apiKeys' | 'clock' | 'deploymentKeys' | 'log'> & {
  /** Absent: tokens are not taken here. */
  checkToken?: ((token: string) => Promise<Admission>) | undefined
}

/** Who uses a key all day costs one write in five minutes. */
const USE_NOTED_EVERY_MS = 5 * 60_000
const TOKEN = /^[\w-]+\.[\w-]*\.[\w-]*$/

export const admit =
  (needs: Needs) =>
  async (authorization: string | undefined): Promise<Admission> => {
    if (authorization === undefined || authorization.trim() === '') return refused('nothing-shown')
    const [, shown] = /^Bearer +(\S+)$/i.exec(authorization.trim()) ?? []
    if (shown === undefined) return refused('not-understood')
    const id = keyIdIn(shown)
    const record = id && (await needs.apiKeys.get(id))
    if (record) return await admitKey(needs, record, shown)
    if (TOKEN.test(shown)) return needs.checkToken ? await needs.checkToken(shown) : refused('invalid-token')
    return admitDeploymentKey(await needs.deploymentKeys(), shown)
  }

const admitKey = async (needs: Needs, record: ApiKeyRecord, shown: string): Promise<Admission> => {
  const nowMs = needs.clock.machine()
  const term = termOf(record, digestOf(shown))
  if (!term) return refused('unknown-key')
  const principal = `key:${record.id}`
  if (record.revokedAt !== undefined) return refused('revoked-key', principal)
  if (term.until !== undefined && Date.parse(term.until) <= nowMs) return refused('expired-key', principal)
  await noteUse(needs, record, nowMs)
  return { kind: 'admitted', principal, name: record.name, role: ROLES_OF_SCOPES[record.scope], ...term }
}

/** How long what was shown works. Undefined: it has the id of this key, and is another. */
const termOf = ({ digest, previous, expiresAt }: ApiKeyRecord, shown: string): { until?: string } | undefined => {
  if (isSameDigest(digest, shown)) return expiresAt === undefined ? {} : { until: expiresAt }
  if (!previous || !isSameDigest(previous.digest, shown)) return undefined
  // Instants in one form sort as texts do.
  return { until: expiresAt !== undefined && expiresAt < previous.worksUntil ? expiresAt : previous.worksUntil }
}

const noteUse = async ({ apiKeys, log }: Needs, { id, lastUsedAt }: ApiKeyRecord, nowMs: number): Promise<void> => {
  if (lastUsedAt !== undefined && nowMs - Date.parse(lastUsedAt) < USE_NOTED_EVERY_MS) return
  try {
    await apiKeys.noteUse(id, new Date(nowMs).toISOString())
  } catch (error) {
    // Nobody is kept out because a date could not be written.
    log.error('key.use-not-noted', { keyId: id, error })
  }
}

const admitDeploymentKey = (keys: readonly string[], shown: string): Admission => {
  const digest = digestOf(shown)
  // All of them are looked at, so that the time taken does not tell which it was.
  const isOne = keys.map((key) => isSameDigest(digestOf(key), digest)).includes(true)
  if (!isOne) return refused('unknown-key')
  return { kind: 'admitted', principal: principalOfSecret(digest), name: 'key of the deployment', role: 'admin' }
}
