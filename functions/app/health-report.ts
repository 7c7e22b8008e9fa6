// What anybody may know of how the system is: that API and table answer, and whether the providers do.
import type { Health } from '#contract/account.ts'
import type { Ports } from './ports.ts'
import { Provider } from './records/breaker.ts'

type Needs = Pick<Ports, 'account' | 'campaigns' | 'clock'>

export const healthReport = (ports: Needs) => async (): Promise<Health> => {
  const [{ breakers }] = await Promise.all([ports.account.standing(), ports.campaigns.list({ limit: 1 })])
  const providers = Provider.options.map((name) => ({
    name,
    verdict: breakers[name].state === 'closed' ? ('ok' as const) : ('warn' as const),
  }))
  return { ok: true, time: new Date(ports.clock.now()).toISOString(), checks: [{ name: 'table', verdict: 'ok' }, ...providers] }
}
