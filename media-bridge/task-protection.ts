// Asks ECS not to stop this task while calls live: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
import { errorFields, type Log } from './log.ts'
import type { Timing } from './timing.ts'

const EXPIRES_MINUTES = 60
/** Well before it expires. */
const RENEW_MS = 10 * 60_000
/** Until then the task could be ended with its calls, or stay when it has none. */
const RETRY_MS = 15_000
const DEADLINE_MS = 10_000

type Parts = { agentUri: string; timing: Timing; log: Log }

/** The result is to be told the number of live calls. One request at a time, and the last wish wins. */
export const taskProtection = ({ agentUri, timing, log }: Parts): ((live: number) => void) => {
  let isWanted = false
  let isAsking = false
  let cancelRenewal = (): void => {}

  const ask = async (): Promise<void> => {
    if (isAsking) return
    isAsking = true
    cancelRenewal()
    let isGranted = true
    for (let asked: boolean | undefined; asked !== isWanted; ) {
      asked = isWanted
      isGranted = await put(agentUri, asked).then(
        () => true,
        (error: unknown) => {
          log('WARN', 'protection.failed', errorFields(error))
          return false
        },
      )
    }
    isAsking = false
    if (isWanted || !isGranted) cancelRenewal = timing.after(isGranted ? RENEW_MS : RETRY_MS, () => void ask())
  }
  return (live) => {
    if (live > 0 === isWanted) return
    isWanted = live > 0
    void ask()
  }
}

const put = async (agentUri: string, enabled: boolean): Promise<void> => {
  const response = await fetch(`${agentUri}/task-protection/v1/state`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ProtectionEnabled: enabled, ...(enabled ? { ExpiresInMinutes: EXPIRES_MINUTES } : {}) }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  if (!response.ok) throw new Error(`The ECS agent answered ${response.status}`)
}
