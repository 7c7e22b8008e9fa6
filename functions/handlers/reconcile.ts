import { inParallel } from '#app/in-parallel.ts'
import { measureCampaigns } from '#app/measure-campaigns.ts'
import { reconcile } from '#app/reconcile-attempts.ts'
import { tendSuppressionImports } from '#app/suppression-import/tend-suppression-imports.ts'
import { tendAccount } from '#app/tend-account.ts'
import { environments, limitsIn, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { tellMetrics } from '#runtime/metrics.ts'

const environment = () => readEnvironment(environments.reconcile)
const ports = live(environment)

const measure = async (): Promise<void> => tellMetrics(environment().TABLE_NAME, ports.clock.machine(), await measureCampaigns(ports)())

export const handler = async (): Promise<void> => {
  const limits = limitsIn(environment())
  // Each to its end, whatever becomes of the other: what is still going on when a Lambda answers stands still.
  await inParallel([reconcile(ports), tendAccount(ports, limits), tendSuppressionImports(ports), measure], 4, (work) => work())
}
