// Step Functions on one machine: runs the definitions that CDK synthesizes, on any clock. Executions live as long as the process.
import { randomUUID } from 'node:crypto'
import { AwsError } from '../aws-json.ts'
import type { SystemClock } from '../clock/clock.ts'
import type { Invoke } from '../system.ts'
import type { Program } from './definition.ts'
import { createExecutions, type Execution, type Start } from './executions.ts'
import { StateError, travelled } from './failure.ts'
import { runFlow } from './flow.ts'
import { loadMachine } from './load.ts'
import { queriesOn } from './query.ts'
import { createTasks } from './tasks.ts'
import type { Engine, Log } from './visit.ts'

export type StepsOptions = {
  clock: SystemClock
  invoke: Invoke
  /** A definition that was read already serves many engines. */
  machines: ({ arn: string; name: string } & ({ definition: unknown } | { program: Program }))[]
  /** Told of executions that fail, and of Lambdas that fail when their task has ended. */
  log?: Log
  /** From 0 to below 1: for jitter and $random. */
  random?: () => number
  /** For tokens, executions without a name, and $uuid: never the same twice. */
  newId?: () => string
  /** Told of every transition that AWS would bill. */
  onTransition?: () => void
}

type OfExecution = { executionArn: string }
type OfTask = { taskToken: string }

export type Steps = {
  /** Input is JSON. The same name and input while it runs is the same execution. */
  startExecution(start: { stateMachineArn: string; name?: string | undefined; input?: string | undefined }): Execution
  stopExecution(stop: OfExecution & { error?: string | undefined; cause?: string | undefined }): Execution
  describeExecution(describe: OfExecution): Execution
  /** Newest first: a machine's executions, or the running children of a Map. */
  listExecutions(list: { stateMachineArn?: string | undefined; mapRunArn?: string | undefined }): Execution[]
  /** Output is JSON. */
  sendTaskSuccess(send: OfTask & { output: string }): void
  sendTaskFailure(send: OfTask & { error?: string | undefined; cause?: string | undefined }): void
  sendTaskHeartbeat(send: OfTask): void
  /** What runs at this moment; children of a Map are executions too. */
  counts(): { executions: number; tasks: number }
  /** Stops every execution. */
  close(): void
}

const arnOf = (machineArn: string, { kind, rest }: { kind: 'execution' | 'mapRun'; rest: string }): string =>
  `${machineArn.replace(':stateMachine:', `:${kind}:`)}${rest}`

const parseJson = (text: string, error: 'InvalidExecutionInput' | 'InvalidOutput'): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new AwsError(error, 'It is not JSON.')
  }
}

export const createSteps = (options: StepsOptions): Steps => {
  const { clock, invoke, machines, log = () => {}, random = Math.random, newId = randomUUID, onTransition = () => {} } = options
  const programs = new Map<string, { name: string; program: Program }>()
  for (const machine of machines) {
    const program = 'program' in machine ? machine.program : loadMachine(machine)
    programs.set(machine.arn, { name: machine.name, program })
  }
  const tasks = createTasks({ clock, log, newId })
  const run: Engine['runFlow'] = (flow, input, thread) => runFlow(engine, { flow, input, thread })
  const executions = createExecutions({ clock, log, runFlow: run })
  let isClosed = false

  const runChild: Engine['runChild'] = async ({ input, mapRun, flow, parent }) => {
    parent.stop.throwIfStopped()
    onTransition()
    const name = newId()
    const { StateMachine: machine } = parent.context
    const start: Start = {
      arn: arnOf(machine.Id, { kind: 'execution', rest: `/${mapRun.label}:${name}` }),
      mapRunArn: arnOf(machine.Id, { kind: 'mapRun', rest: `/${mapRun.label}:${mapRun.id}` }),
      machineArn: `${machine.Id}/${mapRun.label}`,
      name,
      input: JSON.stringify(travelled(input, 'input of an item')),
      machine,
      flow,
      parent: parent.stop,
    }
    const { status, output } = await executions.start(start).ended
    return status === 'SUCCEEDED' && output !== undefined ? { output: JSON.parse(output) } : { status: 'FAILED' }
  }

  const queries = queriesOn({ clock, random, newId })
  const engine: Engine = { clock, invoke, queries, tasks, random, newId, onTransition, runFlow: run, runChild }

  const machineOf = (arn: string) => {
    const machine = programs.get(arn)
    if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`)
    return machine
  }

  const executionOf = (arn: string): Execution => {
    const execution = executions.get(arn)
    if (!execution) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
    return execution
  }

  return {
    startExecution: ({ stateMachineArn, name = newId(), input = '{}' }) => {
      if (isClosed) throw new Error('The state-machine engine is closed.')
      const { program, ...machine } = machineOf(stateMachineArn)
      parseJson(input, 'InvalidExecutionInput')
      const arn = arnOf(stateMachineArn, { kind: 'execution', rest: `:${name}` })
      const known = executions.get(arn)
      if (known?.status === 'RUNNING' && known.input === input) return known
      if (known) throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`)
      const { timeoutSeconds, ...flow } = program
      const limit = timeoutSeconds === undefined ? {} : { timeoutSeconds }
      const context = { Id: stateMachineArn, Name: machine.name }
      return executions.start({ arn, name, machineArn: stateMachineArn, input, machine: context, flow, ...limit }).execution
    },
    stopExecution: ({ executionArn, ...reason }) => {
      executions.stop(executionArn, reason)
      return executionOf(executionArn)
    },
    describeExecution: ({ executionArn }) => executionOf(executionArn),
    listExecutions: ({ stateMachineArn, mapRunArn }) => {
      if (stateMachineArn !== undefined) machineOf(stateMachineArn)
      const listed = executions
        .all()
        .filter((one) => (mapRunArn === undefined ? one.machineArn === stateMachineArn : one.mapRunArn === mapRunArn))
      if (mapRunArn !== undefined && listed.length === 0) throw new AwsError('ResourceNotFound', `Resource not found: '${mapRunArn}'`)
      return listed
    },
    sendTaskSuccess: ({ taskToken, output }) => tasks.open(taskToken).succeed(parseJson(output, 'InvalidOutput')),
    sendTaskFailure: ({ taskToken, error = 'States.TaskFailed', cause }) => tasks.open(taskToken).fail(new StateError(error, cause)),
    sendTaskHeartbeat: ({ taskToken }) => tasks.open(taskToken).beat(),
    counts: () => ({ executions: executions.countRunning(), tasks: tasks.count() }),
    close: () => {
      isClosed = true
      executions.stopAll()
    },
  }
}
