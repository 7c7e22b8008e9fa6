// What deciding who may needs from outside: the keys, and the audit log.

import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { ApiKey } from '#contract/access.ts'
import type { AuditEntry, AuditOutcome } from '#contract/audit.ts'
import type { KeyId } from '#contract/ids.ts'

/** A key as it is kept: never the key itself, only the digest by which it is known again. */
export type ApiKeyRecord = Omit<ApiKey, 'previous'> & {
  digest: string
  previous?: { digest: string; shown: string; worksUntil: string } | undefined
  version: number
}

export type ApiKeys = {
  get(id: KeyId): Promise<ApiKeyRecord | undefined>
  create(record: ApiKeyRecord): Promise<void>
  /** Newest first. */
  list(page: PageRequest): Promise<Page<ApiKeyRecord>>
  /** Writes the patch if nobody has changed the key since it was read; undefined when somebody has. */
  change(seen: ApiKeyRecord, patch: Partial<ApiKeyRecord>): Promise<ApiKeyRecord | undefined>
  /** Notes the use. It is no change of the key. */
  noteUse(id: KeyId, at: string): Promise<void>
}

export type AuditAsked = PageRequest & { principal?: string | undefined; outcome?: AuditOutcome | undefined }

/** Append-only. */
export type AuditLog = {
  add(entry: Omit<AuditEntry, 'id'>): Promise<void>
  /** Newest first. Of a filter that fits hardly any entry a page may be short, or empty, and its cursor goes on. */
  list(asked: AuditAsked): Promise<Page<AuditEntry>>
}
