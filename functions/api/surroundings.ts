// What the operations of the API are made with.

import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import type { EnvironmentOf } from '#env/all.ts'

export type Surroundings = {
  ports: Ports
  environment: () => EnvironmentOf<'api'>
  /** Read when they are used, from the environment. */
  rules: () => DialRules
}
