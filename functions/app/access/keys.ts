// API keys made, rotated and revoked by an admin.

import { AppError } from '#app/errors.ts'
import type { ApiKeyRecord } from '#app/ports/access.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'
import type { ApiKey, KeyRotation, NewApiKey } from '#contract/access.ts'
import type { Caller } from '#contract/caller.ts'
import type { KeyId } from '#contract/ids.ts'
import { digestOf, keyText, shownOf } from './key-text.ts'

type Needs = Pick<Ports, 'apiKeys' | 'clock' | 'ids'>
type ShownOnce = ApiKey & { key: string }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const instant = (ms: number): string => new Date(ms).toISOString()

const viewKey = ({ digest, version, previous, ...key }: ApiKeyRecord, nowMs: number): ApiKey => ({
  ...key,
  ...(previous && Date.parse(previous.worksUntil) > nowMs ? { previous: { shown: previous.shown, worksUntil: previous.worksUntil } } : {}),
})

/** Keys live by the machine's time: a campaign that runs fast does not age them. */
export const apiKeys = (ports: Needs) => {
  const keyOrThrow = async (id: KeyId): Promise<ApiKeyRecord> => {
    const record = await ports.apiKeys.get(id)
    if (!record) throw new AppError('not_found', `There is no key ${id}. GET /api/db/keys lists them.`)
    return record
  }
  const changeOrThrow = async (seen: ApiKeyRecord, patch: Partial<ApiKeyRecord>): Promise<ApiKeyRecord> => {
    const changed = await ports.apiKeys.change(seen, patch)
    if (!changed) throw new AppError('conflict', 'Somebody else has changed the key in this very moment. Look at it, and try again.')
    return changed
  }
  const expiryIn = (days: number | undefined): { expiresAt?: string } =>
    days === undefined ? {} : { expiresAt: instant(ports.clock.machine() + days * DAY_MS) }

  return {
    async list(page: PageRequest): Promise<Page<ApiKey>> {
      const { items, nextCursor } = await ports.apiKeys.list(page)
      return { items: items.map((record) => viewKey(record, ports.clock.machine())), nextCursor }
    },

    async create({ name, scope, expiresInDays }: NewApiKey, by: Caller): Promise<ShownOnce> {
      const now = ports.clock.machine()
      const id = ports.ids.key(now)
      const key = keyText(id, ports.ids.secret())
      const record: ApiKeyRecord = {
        ...{ id, name, scope, shown: shownOf(key), digest: digestOf(key), version: 1 },
        ...{ createdAt: instant(now), createdBy: by.principal },
        ...expiryIn(expiresInDays),
      }
      await ports.apiKeys.create(record)
      return { ...viewKey(record, now), key }
    },

    /** Of a key that was rotated shortly before, the one before that stops working now. */
    async rotate(id: KeyId, { overlapHours, expiresInDays }: KeyRotation): Promise<ShownOnce> {
      const seen = await keyOrThrow(id)
      const now = ports.clock.machine()
      const isOver = seen.revokedAt !== undefined || (seen.expiresAt !== undefined && Date.parse(seen.expiresAt) <= now)
      if (isOver) throw new AppError('conflict', `The key ${id} works no more, so that there is nothing to rotate. Make a new one.`)
      const key = keyText(id, ports.ids.secret())
      const changed = await changeOrThrow(seen, {
        ...{ shown: shownOf(key), digest: digestOf(key) },
        previous: { digest: seen.digest, shown: seen.shown, worksUntil: instant(now + overlapHours * HOUR_MS) },
        ...expiryIn(expiresInDays),
      })
      return { ...viewKey(changed, now), key }
    },

    async revoke(id: KeyId): Promise<ApiKey> {
      const seen = await keyOrThrow(id)
      const now = ports.clock.machine()
      const changed = seen.revokedAt === undefined ? await changeOrThrow(seen, { revokedAt: instant(now), previous: undefined }) : seen
      return viewKey(changed, now)
    },
  }
}
