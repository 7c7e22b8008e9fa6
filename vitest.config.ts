import { defineConfig } from 'vitest/config'

/** `workers`: of a group that runs by itself; groups with fewer run before those with more. */
type Options = {
  timeoutSeconds?: number
  environment?: 'happy-dom'
  env?: Record<string, string>
  workers?: number
  /** One file's modules serve the next: half of the time of small tests goes into imports. Not where modules keep something. */
  isolate?: false
}

const project = (name: string, include: string[], options: Options = {}) => ({
  test: {
    name,
    include,
    // Vitest's own second is over soon on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: (options.timeoutSeconds ?? 5) * 1000,
    // Vitest empties style sheets unless it is told not to, and a test reads the colours.
    css: true,
    hookTimeout: Math.max(options.timeoutSeconds ?? 10, 60) * 1000,
    isolate: options.isolate ?? true,
    ...(options.environment ? { environment: options.environment } : {}),
    ...(options.env ? { env: options.env } : {}),
    ...(options.workers ? { maxWorkers: options.workers, sequence: { groupOrder: options.workers } } : {}),
  },
})

export default defineConfig({
  test: {
    reporters: ['default', './test/support/reporter.ts'],
    // Two cores are the smallest machine that this runs on: more workers only fight each other.
    maxWorkers: 2,
    projects: [
      // Some play minutes of many lanes, which on a busy machine takes more than the usual five seconds.
      project('fast', ['test/{contract,domain,app,conventions,dashboard}/**/*.test.ts', 'test/simulation/*.test.ts'], {
        timeoutSeconds: 30,
        isolate: false,
      }),
      project('integration', ['test/{store,engine,local}/**/*.test.ts', 'test/contracts/*.contract.ts'], {
        timeoutSeconds: 30,
        isolate: false,
      }),
      // Handlers and clients are made once a process, of its environment.
      project('border', ['test/{providers,runtime,handlers}/**/*.test.ts', 'test/media-bridge/{*,!(kill)/**/*}.test.ts'], {
        timeoutSeconds: 30,
      }),
      // Conversations take their time, most of which is waiting; and the simulators' clock slows itself while the machine is busy.
      project('kill', ['test/media-bridge/kill/*.test.ts'], { timeoutSeconds: 120, workers: 5 }),
      project('simulation', ['test/simulation/*/**/*.test.ts'], { timeoutSeconds: 60, isolate: false }),
      // A CDK synthesis takes seconds on two cores, and more than a minute on a machine that others keep busy.
      project('infra', ['test/infra/**/*.test.ts'], { timeoutSeconds: 180, isolate: false }),
      // The page tells times by the clock of whoever looks.
      project('dashboard', ['test/dashboard/**/*.test.tsx'], { environment: 'happy-dom', timeoutSeconds: 60, env: { TZ: 'UTC' } }),
      project('e2e', ['test/e2e/**/*.test.ts'], { timeoutSeconds: 180, workers: 4 }),
    ],
  },
})
