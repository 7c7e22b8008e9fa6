// A bridge that cannot take a stream after all sends its call elsewhere before it refuses: with the stream's end the call would end, too.

import type { Apologise, ConnectCall } from '#app/ports/bridge.ts'
import type { AttemptId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { type DirectPorts, holdDirectly } from './hold-directly.ts'

type Needs = DirectPorts & { connectCall: ConnectCall; apologise: Apologise }

/** Nothing happens to a call that another stream carries already. */
export const divertCall =
  (ports: Needs) =>
  async (attemptId: AttemptId): Promise<void> => {
    const attempt = await ports.attempts.get(attemptId)
    if (!attempt?.callSid || isOver(attempt.state) || attempt.streamOpenedMs !== undefined || attempt.heldDirectly) return
    const { callSid } = attempt
    const plan = await holdDirectly(ports)({ ...attempt, callSid })
    try {
      if (plan.kind === 'document') await ports.connectCall(callSid, plan.document)
      if (plan.kind === 'apology') await ports.apologise(callSid, plan)
    } catch (error) {
      await ports.attempts.note(attemptId, {
        closedFirst: 'bridge',
        agentSpoke: false,
        mediaFailure: 'the bridge could not hand the call over',
      })
      throw error
    }
  }
