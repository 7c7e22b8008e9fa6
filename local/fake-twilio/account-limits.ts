// What the account may do, whoever is called: its balance, its permissions, its calls at a time, its queue.
import { ApiProblem } from './api-problem.ts'
import type { FaultSettings } from './fault-settings.ts'

/** Twilio queues what exceeds the calls per second for a day at most. */
const LONGEST_QUEUE_MS = 86_400_000

type Dial = { to: string; liveCalls: number; queueMs: number }

/** Throws what Twilio refuses the dial with. */
export const assertMayCall = (settings: FaultSettings, { to, liveCalls, queueMs }: Dial): void => {
  if (settings['no-balance']) throw new ApiProblem(20005)
  if (settings['no-permission']) throw new ApiProblem(21215, to)
  if (liveCalls >= (settings['concurrent-calls'] ?? Number.POSITIVE_INFINITY)) throw new ApiProblem(10004)
  if (queueMs > LONGEST_QUEUE_MS) throw new ApiProblem(22005)
}
