// Waits until a list has been read, for as long as anything moves.
import { setTimeout as rest } from 'node:timers/promises'
import type { Api } from '#contract/client.ts'
import type { Import } from '#contract/import.ts'
import { patiently } from './patience.ts'

const POLL_MS = 50
/** Of machine time. A slice of the list takes a fraction of a second. */
const STILL_MS = 60_000

type Waiting = {
  api: Api
  campaignId: Import['campaignId']
  importId: Import['id']
  signal: AbortSignal
  stillMs?: number
  /** Longer where each question is a request over the network. */
  pollMs?: number
}

export const awaitImport = async ({
  api,
  campaignId,
  importId,
  signal,
  stillMs = STILL_MS,
  pollMs = POLL_MS,
}: Waiting): Promise<Import> => {
  let seen = ''
  let movedMs = performance.now()
  for (;;) {
    const found = await patiently(() => api('getImport', { params: { id: campaignId, importId }, signal }), signal)
    if (found.state === 'imported' || found.state === 'failed') return found
    const now = performance.now()
    if (JSON.stringify(found) !== seen) movedMs = now
    seen = JSON.stringify(found)
    if (now - movedMs > stillMs)
      throw new Error(
        `The import of ${found.fileName} has stood still for ${Math.round(stillMs / 1_000)} s (${found.state}, ${found.rows} rows read).`,
      )
    await rest(pollMs, undefined, { signal })
  }
}
