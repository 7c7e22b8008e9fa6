// What happens when somebody answers: the voice webhook, and the bridge that carries the audio and tells the ledger about it.
import { answerCall } from '#app/conversation/answer-call.ts'
import { conversations } from '#app/conversation/hold-conversation.ts'
import type { Conversations } from '#app/ports/bridge.ts'
import type { AttemptId } from '#contract/ids.ts'
import type { SystemClock } from '../../../local/clock/clock.ts'
import { bridgeWithRoom } from '../../support/bridge-room.ts'
import { isOver, type NetworkCall } from '../network/call.ts'
import type { CallEvents, Switchboard } from '../network/switchboard.ts'
import type { Invocations } from './invocations.ts'

const VOICE = { name: 'twilio-voice', timeoutMs: 10_000 }
const BRIDGE = { name: 'bridge', timeoutMs: 60_000 }
const HEARTBEAT_MS = 20_000
/** Until the provider hangs up when nobody tells it what to do, or the bridge refuses the stream. */
const HANG_UP_MS = 2_000

type Needs = { clock: Pick<SystemClock, 'after'>; invocations: Invocations; switchboard: Switchboard }

const tokens = async () => ({ sign: (attemptId: AttemptId) => attemptId, verify: () => undefined })

export const holdConversations = ({ clock, invocations, switchboard }: Needs): CallEvents => {
  const asked = <T>(ask: (ledger: Conversations) => Promise<T>): Promise<T | undefined> =>
    // A bridge whose question fails goes on without the answer.
    invocations.run(BRIDGE, (ports) => ask(conversations(ports))).catch(() => undefined)
  const open = new Set<string>()

  const beat = (call: NetworkCall): void => {
    clock.after(HEARTBEAT_MS, () => {
      if (isOver(call)) return
      void asked((ledger) => ledger.heartbeat(call.attemptId))
      beat(call)
    })
  }

  const converse = async (call: NetworkCall): Promise<boolean> => {
    const event = { kind: 'progressed', state: 'answered', callSid: call.sid } as const
    const plan = await invocations
      .run(VOICE, (ports) => answerCall({ ...ports, ...bridgeWithRoom, tokens })(call.attemptId, event))
      .catch(() => undefined)
    if (plan?.kind !== 'stream' || isOver(call)) return false
    const opened = await asked((ledger) => ledger.open(call.attemptId))
    return opened?.kind === 'open'
  }

  return {
    async answered(call) {
      if (await converse(call)) {
        open.add(call.sid)
        beat(call)
      } else clock.after(HANG_UP_MS, () => switchboard.end(call, 'completed'))
    },

    ended(call) {
      if (!open.delete(call.sid)) return
      const durationMs = (call.endedAt ?? 0) - (call.answeredAt ?? 0)
      void asked((ledger) => ledger.report(call.attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs }))
    },
  }
}
