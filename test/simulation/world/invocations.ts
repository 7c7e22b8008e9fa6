// Lambdas: each invocation has a deadline and what may go wrong with it; containers stay warm until one dies.
import type { EnginePorts } from '#app/ports.ts'
import { Crashed, createLife, type Life, type LifeOptions } from './life.ts'
import { livingPorts, type Outside } from './living-ports.ts'

export type UseCase<T> = (ports: EnginePorts) => Promise<T>
export type Invocation = { name: string; timeoutMs: number }

export type Invocations = {
  run<T>(invocation: Invocation, useCase: UseCase<T>): Promise<T>
  /** Of each function. */
  count(): ReadonlyMap<string, number>
}

const counter = () => {
  const counts = new Map<string, number>()
  return { add: (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1), counts }
}

/** Nothing goes wrong and nothing takes time: all share the same ports. */
export const plainInvocations = (ports: EnginePorts): Invocations => {
  const { add, counts } = counter()
  return {
    run({ name }, useCase) {
      add(name)
      return useCase(ports)
    },
    count: () => counts,
  }
}

/** What a process keeps from one invocation to the next. */
type Container = { ports: EnginePorts; live(life: Life): void }

type Options = LifeOptions & { outside: Outside; altered: (ports: EnginePorts, name: string) => EnginePorts }

const newContainer = ({ outside, altered }: Options, name: string): Container => {
  let current: Life | undefined
  const now = (): Life => {
    if (!current) throw new Error(`The container of ${name} is used before its first invocation`)
    return current
  }
  const ports = livingPorts(outside, {
    perform: (kind, what, effect) => now().perform(kind, what, effect),
    rest: (ms) => now().rest(ms),
  })
  return {
    ports: altered(ports, name),
    live: (life) => {
      current = life
    },
  }
}

export const livingInvocations = (options: Options): Invocations => {
  const { add, counts } = counter()
  const { clock, log } = options
  const warm = new Map<string, Container[]>()

  const run = <T>({ name, timeoutMs }: Invocation, useCase: UseCase<T>): Promise<T> => {
    add(name)
    const idle = warm.get(name) ?? []
    warm.set(name, idle)
    const container = idle.pop() ?? newContainer(options, name)
    return new Promise((resolve, reject) => {
      const cancelDeadline = clock.after(timeoutMs, () => {
        log.note(`${name} runs out of time`)
        life.end()
        reject(new Crashed('Task timed out'))
      })
      const life = createLife(options, name, (error) => {
        cancelDeadline()
        reject(error)
      })
      const over = (): void => {
        cancelDeadline()
        life.end()
        idle.push(container)
      }
      container.live(life)
      useCase(container.ports).finally(over).then(resolve, reject)
    })
  }
  return { run, count: () => counts }
}
