import { reconcile } from '#app/reconcile-attempts.ts'
import { tendAccount } from '#app/tend-account.ts'
import { environments, limitsIn, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'

const environment = () => readEnvironment(environments.reconcile)
const ports = live(environment)

export const handler = async (): Promise<void> => {
  const limits = limitsIn(environment())
  await Promise.all([reconcile(ports)(), tendAccount(ports, limits)()])
}
