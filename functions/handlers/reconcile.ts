import { inParallel } from '#app/in-parallel.ts'
import { reconcile } from '#app/reconcile-attempts.ts'
import { tendSuppressionImports } from '#app/suppression-import/tend-suppression-imports.ts'
import { tendAccount } from '#app/tend-account.ts'
import { environments, limitsIn, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'

const environment = () => readEnvironment(environments.reconcile)
const ports = live(environment)

export const handler = async (): Promise<void> => {
  const limits = limitsIn(environment())
  // Each to its end, whatever becomes of the other: what is still going on when a Lambda answers stands still.
  await inParallel([reconcile(ports), tendAccount(ports, limits), tendSuppressionImports(ports)], 3, (work) => work())
}
