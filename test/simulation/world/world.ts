// A deployment in virtual time: the real use cases and store, the synthesized state machine, and a telephone network of its own.

import { tendAccount } from '#app/account/tend-account.ts'
import { hearMachine } from '#app/calls/hear-machine.ts'
import { reconcile } from '#app/calls/reconcile-attempts.ts'
import { recordAttempt } from '#app/calls/record-attempt.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { DialOutcome, DialRequest } from '#app/ports/telephony.ts'
import type { EnginePorts } from '#app/ports.ts'
import { idsWith } from '#runtime/ids.ts'
import type { Table } from '#store/table-operations.ts'
import type { SystemClock } from '../../../local/clock/clock.ts'
import { virtualClock } from '../../../local/clock/virtual-clock.ts'
import { createSteps, type Steps } from '../../../local/steps/steps.ts'
import type { FateOf } from '../network/call.ts'
import { sendCallbacks } from '../network/callbacks.ts'
import { createSwitchboard } from '../network/switchboard.ts'
import { telephonyOver } from '../network/telephony.ts'
import { type MemoryTableOptions, memoryTable } from '../table/memory-table.ts'
import { chanceOf } from './chance.ts'
import { holdConversations } from './conversation.ts'
import type { Deployment } from './deployment.ts'
import { type EventLog, eventLog } from './event-log.ts'
import { type Faults, HEALED } from './faults.ts'
import { type Functions, invokerOf, realFunctions, slowInvoker } from './functions.ts'
import { type Invocations, livingInvocations, plainInvocations, type UseCase } from './invocations.ts'
import { type Outside, portsOver } from './living-ports.ts'
import { machineOver } from './machine.ts'
import { schedule } from './schedule.ts'
import { slowTable } from './slow-table.ts'
import { TIMING } from './timing.ts'

export type WorldOptions = {
  deployment: Deployment
  seed: number
  rules: DialRules
  network: {
    /** Calls that the account may begin each second. */
    callsPerSecond: number
    fateOf: FateOf
    refusalOf?: (request: DialRequest, liveCalls: number) => DialOutcome | undefined
    isDown?: () => boolean
    /** How far the provider's clock is ahead of ours. */
    skewMs?: number
  }
  /** Absent: nothing goes wrong, and nothing but requests to the provider and calls takes time. */
  faults?: Faults
  table?: Pick<MemoryTableOptions, 'meter' | 'sizes' | 'onWrite'>
  /** Told when a dial leaves us. */
  onDial?: (request: DialRequest) => void
  /** Told what we hear of a dial, unless whoever dialled is dead by then. */
  onAnswer?: (request: DialRequest, outcome: DialOutcome) => void
  /** Told of calls whose answering machine has been seen to. */
  onMachineHeard?: (callSid: string) => void
  /** Told of every transition of the state machine that AWS would bill. */
  onTransition?: () => void
  /** How long a Lambda takes when operations of the table take no time. */
  turnMs?: readonly [number, number]
  mutant?: Mutant
  print?: (line: string) => void
}

/** What stands in the place of the real thing, with a guard missing. */
export type Mutant = {
  /** Of one invocation, by the name of its function. */
  ports?: (ports: EnginePorts, invocation: string) => EnginePorts
  table?: (table: Table) => Table
  functions?: (real: Functions) => Functions
  reconcile?: (ports: EnginePorts) => Promise<void>
}

export type World = ReturnType<typeof createWorld>

/** A Monday morning. */
const START = Date.UTC(2026, 2, 2, 9)
const RECONCILE = { name: 'reconcile', timeoutMs: 60_000 }
const RECONCILE_EVERY_MS = 60_000
const STATUS = { name: 'twilio-status', timeoutMs: 15_000 }
const MACHINE = { name: 'twilio-machine', timeoutMs: 15_000 }
const API = { name: 'api', timeoutMs: 29_000 }
const LOOK_EVERY_MS = 5_000

/** Never the same twice, and the same for the same seed. */
const newIds = (random: () => number): (() => string) => {
  let issued = 0
  return () => `${++issued}-${Math.floor(random() * 2 ** 32).toString(16)}`
}

type Parts = { clock: SystemClock; log: EventLog; faults: () => Faults }

const outsideOf = (options: WorldOptions, { clock, log, faults }: Parts, steps: () => Steps) => {
  const { deployment, seed, network, mutant } = options
  const given: MemoryTableOptions = {
    ...options.table,
    parse: 'once',
    onWrite(key, before, after) {
      log.note(`writes ${key.PK} ${key.SK} ${after?.state ?? ''} ${after?.version ?? ''}`)
      options.table?.onWrite?.(key, before, after)
    },
  }
  const table = options.faults ? slowTable({ clock, seed, faults, options: given }) : memoryTable(given)
  const switchboard = createSwitchboard({ clock, ...network })
  const telephony = telephonyOver({
    clock,
    switchboard,
    chance: chanceOf(seed, 'telephony'),
    faults: () => faults().network,
    latencyMs: TIMING.request,
    refusalOf: network.refusalOf,
    isDown: network.isDown,
    onAnswer: options.onAnswer,
    onDial(request) {
      log.note(`dial ${request.attemptId} ${request.to}`)
      options.onDial?.(request)
    },
  })
  const outside: Outside = {
    // Who rests is not work in progress: nothing but promises runs here.
    clock: { now: clock.now, machine: clock.machine, rest: (ms) => new Promise((resolve) => clock.after(ms, resolve)) },
    random: chanceOf(seed, 'use cases').random,
    table: mutant?.table?.(table) ?? table,
    telephony,
    ids: idsWith({ clock, random: chanceOf(seed, 'ids').random }),
    log: {
      info: () => {},
      warn: (message) => log.note(`warns ${message}`),
      error: (message) => log.note(`errs ${message}`),
    },
    machine: machineOver(steps, deployment.system.machine.arn),
  }
  return { outside, switchboard }
}

const invocationsOf = ({ seed, faults: given, mutant }: WorldOptions, { clock, log, faults }: Parts, outside: Outside): Invocations => {
  const altered = (ports: EnginePorts, name: string): EnginePorts => mutant?.ports?.(ports, name) ?? ports
  if (!given) return plainInvocations(portsOver(outside))
  const { random } = chanceOf(seed, 'faults')
  return livingInvocations({ clock, random, faults, log, latencyMs: TIMING.operation, outside, altered })
}

export const createWorld = (options: WorldOptions) => {
  const { deployment, seed, rules, mutant } = options
  let current = options.faults ?? HEALED
  const faults = (): Faults => current
  const clock = virtualClock({ startAt: START })
  const log = eventLog({ now: clock.now, startAt: START, print: options.print })
  const parts = { clock, log, faults }
  const { outside, switchboard } = outsideOf(options, parts, () => steps)
  const invocations = invocationsOf(options, parts, outside)
  const real = realFunctions(rules)
  const invoke = invokerOf(deployment.system, mutant?.functions?.(real) ?? real, invocations)
  const latencyMs = options.turnMs ?? (options.faults ? TIMING.invocation : undefined)
  const steps: Steps = createSteps({
    clock,
    invoke: latencyMs ? slowInvoker(invoke, { clock, chance: chanceOf(seed, 'invocations'), faults, latencyMs }) : invoke,
    ...(options.onTransition ? { onTransition: options.onTransition } : {}),
    machines: [{ ...deployment.system.machine, program: deployment.program }],
    random: chanceOf(seed, 'steps').random,
    newId: newIds(chanceOf(seed, 'tokens').random),
    // Without the trace, which names the folders of this machine.
    log: (line) => log.note(`steps: ${line.slice(0, line.search(/[{]|$/))}`),
  })
  /** What nobody waits for: its failure is an event. */
  const send = (what: { name: string; timeoutMs: number }, useCase: UseCase<unknown>): void => {
    invocations.run(what, useCase).catch((error: unknown) => log.note(`${what.name} fails: ${error}`))
  }

  switchboard.watch({
    placed: ({ sid, attemptId }) => log.note(`placed ${sid} ${attemptId}`),
    rang: ({ sid }) => log.note(`rang ${sid}`),
    answered: ({ sid }) => log.note(`answered ${sid}`),
    ended: ({ sid, state, seconds }) => log.note(`ended ${sid} ${state} ${seconds}`),
  })
  switchboard.watch(
    sendCallbacks({
      clock,
      chance: chanceOf(seed, 'callbacks'),
      faults: () => faults().network,
      latencyMs: TIMING.callback,
      deliver: (attemptId, event) => send(STATUS, (ports) => recordAttempt(ports)(attemptId, event)),
      deliverMachine: (attemptId, news) =>
        send(MACHINE, async (ports) => {
          await hearMachine(ports)(attemptId, news)
          options.onMachineHeard?.(news.callSid)
        }),
    }),
  )
  switchboard.watch(holdConversations({ clock, invocations, switchboard }))
  schedule({ clock, chance: chanceOf(seed, 'schedule'), faults, everyMs: RECONCILE_EVERY_MS }, () =>
    send(RECONCILE, mutant?.reconcile ?? ((ports) => Promise.all([reconcile(ports)(), tendAccount(ports, rules)()]))),
  )

  return {
    clock,
    startAt: START,
    log,
    /** Chance in what people do. */
    people: chanceOf(seed, 'people'),
    steps,
    switchboard,
    invocations,
    /** Ports that nothing goes wrong with: to set the world up, and to look at it. */
    ports: portsOver(outside),
    /** A person's request; rejects when it fails. */
    ask: <T>(useCase: UseCase<T>): Promise<T> => invocations.run(API, useCase),
    /** From now on nothing goes wrong any more. */
    heal() {
      current = HEALED
      log.note('heals')
    },
    /** Lets time pass until it is over, or until so many milliseconds after the start. */
    run: ({ untilMs, isOver }: { untilMs: number; isOver: () => boolean }): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (isOver() || clock.now() >= START + untilMs) resolve()
          else clock.after(LOOK_EVERY_MS, look)
        }
        look()
      }),
    close() {
      steps.close()
      clock.stop()
    },
  }
}
