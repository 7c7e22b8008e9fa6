import { reconcile } from '#app/reconcile-attempts.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'

const ports = live(() => readEnvironment(environments.reconcile))

export const handler = (): Promise<void> => reconcile(ports)()
