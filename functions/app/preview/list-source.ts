// The bytes of the list that is to be looked at: written in the request, or of an upload.

import { stagedKey } from '#app/imports/staged-list.ts'
import type { Bytes } from '#app/list/bytes.ts'
import type { Files } from '#app/ports/files.ts'
import type { Imports } from '#app/ports/imports.ts'
import type { ListPreviewRequest } from '#contract/list-preview.ts'

export type SourcePorts = { files: Pick<Files, 'open'>; imports: Pick<Imports, 'get'> }

/** As files come, so that a long text is not taken apart as a whole. */
const CHUNK = 64 * 1024

const bytesOf = async function* (text: string): Bytes {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
}

export const listSource = async (
  { files, imports }: SourcePorts,
  { csv = '', importId, campaignId }: Pick<ListPreviewRequest, 'csv' | 'importId' | 'campaignId'>,
): Promise<Bytes> => {
  if (importId === undefined) return bytesOf(csv)
  const arrived = campaignId && (await imports.get(campaignId, importId))?.source
  return (await files.open(arrived ?? { key: stagedKey(importId) })).bytes
}
