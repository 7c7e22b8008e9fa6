// Asks the media bridge whether it would take one more call.
import type { BridgeRoom } from '#app/bridge-ports.ts'

/** Somebody has picked up and hears nothing meanwhile; a bridge that is well answers within milliseconds. */
const DEADLINE_MS = 1_500

/** Whoever does not say so has no room. */
export const bridgeRoom =
  (readyUrl: string): BridgeRoom =>
  async () => {
    try {
      const response = await fetch(readyUrl, { signal: AbortSignal.timeout(DEADLINE_MS) })
      await response.body?.cancel()
      return response.ok ? { kind: 'room' } : { kind: 'none', why: `HTTP ${response.status}` }
    } catch (error) {
      return { kind: 'none', why: error instanceof Error ? error.name : 'no answer' }
    }
  }
