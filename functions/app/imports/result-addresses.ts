// Where to GET what came of an import that is over.
import type { Files } from '#app/ports/files.ts'
import type { ImportResults } from '#contract/import.ts'
import { resultKeys } from '#domain/inbox-key.ts'
import type { ListReading } from './list-reading.ts'

type Over = Pick<ListReading, 'source' | 'isGivenUp'> & { rejected: number }

export const resultAddresses = async (
  { files }: { files: Pick<Files, 'downloadUrl'> },
  { source, rejected, isGivenUp }: Over,
): Promise<ImportResults | undefined> => {
  if (!source || isGivenUp) return undefined
  const keys = resultKeys(source.key)
  const { url: reportUrl, expiresAt } = await files.downloadUrl(keys.report)
  return { reportUrl, ...(rejected > 0 ? { rejectsUrl: (await files.downloadUrl(keys.rejects)).url } : {}), expiresAt }
}
