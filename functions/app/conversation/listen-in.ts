// Somebody wants to hear a live call: they are given a pass, and it is written down that they were.

import { attemptOrThrow } from '#app/calls/call-report.ts'
import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import { AppError } from '#app/errors.ts'
import type { ListeningTokens } from '#app/ports/listening.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'

type Needs = NotingPorts & Pick<Ports, 'attempts' | 'campaigns'> & { tokens: () => Promise<Pick<ListeningTokens, 'sign'>> }

/** `path`: at the bridge, with the pass in it. */
export const listenIn =
  (ports: Needs) =>
  async (callId: AttemptId): Promise<{ path: string; expiresAt: string }> => {
    const { state, streamOpenedMs, heldDirectly, campaignId } = await attemptOrThrow(ports, callId)
    if (isOver(state)) throw new AppError('conflict', 'The call is over, so there is nothing to hear. Its transcript has what was said.')
    if (heldDirectly)
      throw new AppError('conflict', 'The agent holds this call by itself, because the bridge had no room: it can be ended, but not heard.')
    if (streamOpenedMs === undefined)
      throw new AppError('conflict', 'Nobody is talking yet: the call can be heard once it was answered and is connected to the agent.')
    const { token, expiresMs } = (await ports.tokens()).sign(callId)
    await noteActivity(ports, { campaignId, by: 'person', action: 'call-listened-to', evidence: { callId } })
    return { path: `/listen/${token}`, expiresAt: new Date(expiresMs).toISOString() }
  }
