// Asks the media bridge whether it would take one more call.
import * as z from 'zod/mini'
import type { BridgeRoom } from '#app/ports/bridge.ts'

/** Somebody has picked up and hears nothing meanwhile; a bridge that is well answers within milliseconds. */
const DEADLINE_MS = 1_500

/** What a bridge says of itself, also when it has no room: a load balancer without a bridge behind it says something else. */
const AtWork = z.object({ state: z.literal('running') })

const isAtWork = (text: string): boolean => {
  try {
    return AtWork.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

/** Whoever does not say so has no room. */
export const bridgeRoom =
  (readyUrl: string): BridgeRoom =>
  async () => {
    try {
      const response = await fetch(readyUrl, { signal: AbortSignal.timeout(DEADLINE_MS) })
      if (!response.ok) return { kind: isAtWork(await response.text()) ? 'full' : 'none', why: `HTTP ${response.status}` }
      await response.body?.cancel()
      return { kind: 'room' }
    } catch (error) {
      return { kind: 'none', why: error instanceof Error ? error.name : 'no answer' }
    }
  }
