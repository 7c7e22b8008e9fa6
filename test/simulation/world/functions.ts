// The functions that the state machine invokes, by the handler file that the template names.
import { claimAndDial } from '#app/lanes/claim-and-dial.ts'
import { nextRun } from '#app/lanes/next-run.ts'
import { planRun } from '#app/lanes/plan-run.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { EnginePorts } from '#app/ports.ts'
import { RunInput, Turn } from '#contract/machine.ts'
import type { SystemClock } from '../../../local/clock/clock.ts'
import type { Invoke, LocalFunction, LocalSystem } from '../../../local/system.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { Invocations } from './invocations.ts'
import { TIMING } from './timing.ts'

type Handler = (ports: EnginePorts, event: unknown) => Promise<unknown>
export type Functions = Record<'plan' | 'claim-and-dial' | 'next-run', Handler>

/** The handlers' own use cases over the ports of one invocation. */
export const realFunctions = (rules: DialRules): Functions => ({
  plan: (ports, event) => planRun(ports, rules)(RunInput.parse(event)),
  'claim-and-dial': (ports, event) => claimAndDial(ports, rules)(Turn.parse(event)),
  'next-run': (ports, event) => nextRun(ports)(RunInput.parse(event)),
})

const nameOf = ({ handlerFile }: LocalFunction): string => handlerFile.slice(handlerFile.lastIndexOf('/') + 1, -'.ts'.length)

/** By ARN, as the definition names them; each with its own deadline. */
export const invokerOf = (system: LocalSystem, functions: Functions, invocations: Invocations): Invoke => {
  const handlers = new Map<string, Handler>(Object.entries(functions))
  const invokable = new Map(
    system.functions.flatMap((one) => {
      const [name, handler] = [nameOf(one), handlers.get(nameOf(one))]
      return handler ? [[one.arn, { name, timeoutMs: one.timeoutSeconds * 1_000, handler }] as const] : []
    }),
  )
  return (arn, event) => {
    const one = invokable.get(arn)
    if (!one) throw new Error(`The state machine invokes ${arn}, which is not there`)
    return invocations.run(one, (ports) => one.handler(ports, event))
  }
}

type Delays = { clock: Pick<SystemClock, 'after'>; chance: Chance; faults: () => Faults; latencyMs: readonly [number, number] }

/** It takes a moment until a Lambda runs, and sometimes it runs twice. */
export const slowInvoker =
  (invoke: Invoke, { clock, chance, faults, latencyMs }: Delays): Invoke =>
  async (arn, event) => {
    if (chance.happens(faults().duplicate)) {
      // What becomes of the second is told to nobody.
      clock.after(chance.within(TIMING.duplicate), () => void invoke(arn, event).catch(() => {}))
    }
    await new Promise<void>((resolve) => clock.after(chance.within(latencyMs), resolve))
    return invoke(arn, event)
  }
