import { measureCampaigns } from '#app/account/measure-campaigns.ts'
import { tendAccount } from '#app/account/tend-account.ts'
import { reconcile } from '#app/calls/reconcile-attempts.ts'
import { startScheduled } from '#app/campaigns/start-scheduled.ts'
import { inParallel } from '#app/in-parallel.ts'
import { tendSuppressionImports } from '#app/suppression-import/tend-suppression-imports.ts'
import { engineEnvironments } from '#env/engine.ts'
import { readEnvironment } from '#env/read.ts'
import { limitsIn } from '#env/rules.ts'
import { live } from '#runtime/live.ts'
import { tellActive, tellMetrics } from '#runtime/metrics.ts'

const environment = () => readEnvironment(engineEnvironments.reconcile)
const ports = live(environment)

const measure = async (): Promise<void> => {
  const measured = await measureCampaigns(ports)()
  const { TABLE_NAME } = environment()
  if (measured) tellMetrics(TABLE_NAME, ports.clock.machine(), measured)
  else tellActive(TABLE_NAME, ports.clock.machine(), 0)
}

export const handler = async (): Promise<void> => {
  const limits = limitsIn(environment())
  const rules = { consent: environment().CONSENT }
  // Each to its end, whatever becomes of the other: what is still going on when a Lambda answers stands still.
  const each = [startScheduled(ports, rules), reconcile(ports), tendAccount(ports, limits), tendSuppressionImports(ports), measure]
  await inParallel(each, each.length, (work) => work())
}
