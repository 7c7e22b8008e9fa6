// The environments of all Lambdas, by their names: for `infra` and tests. A function imports its own file, so that it is not loaded with the others'.
import type * as z from 'zod/mini'
import { accessEnvironments } from './access.ts'
import { apiEnvironment } from './api.ts'
import { callEnvironments } from './calls.ts'
import { changeEnvironments } from './changes.ts'
import { engineEnvironments } from './engine.ts'
import { listEnvironments } from './lists.ts'
import { webhookEnvironments } from './webhooks.ts'

export const environments = {
  api: apiEnvironment,
  ...accessEnvironments,
  ...webhookEnvironments,
  ...callEnvironments,
  ...engineEnvironments,
  ...listEnvironments,
  ...changeEnvironments,
} as const

export type FunctionName = keyof typeof environments
export type EnvironmentOf<N extends FunctionName> = z.infer<(typeof environments)[N]>
/** What `infra` must set: names with a default may be left out. */
export type EnvironmentInput<N extends FunctionName> = z.input<(typeof environments)[N]>
