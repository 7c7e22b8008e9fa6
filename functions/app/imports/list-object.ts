// An object in the bucket, as the news of its arrival tells of it.
import type { ImportRecord } from '#app/records/import.ts'

/** As an import keeps it. */
export type ListSource = NonNullable<ImportRecord['source']>

export type ListObject = {
  key: string
  /** In bytes. */
  size: number
  etag?: string | undefined
  /** Absent only where the bucket keeps no versions. */
  versionId?: string | undefined
}

/** Two objects under one key are told apart by their version, or else by their content. */
export const identityOf = ({ key, versionId, etag = '' }: ListObject): string => `${key}\n${versionId ?? etag}`

export const sourceOf = ({ key, versionId }: ListObject): ListSource => ({
  key,
  ...(versionId === undefined ? {} : { versionId }),
})
