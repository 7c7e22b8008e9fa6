// Step Functions: executions of a run, and the tokens that end a lane's turn.
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import type { Machine } from '#app/ports/machine.ts'
import type { CampaignId } from '#contract/ids.ts'
import { LANE_LEAVE, LANE_WAIT, type LaneWait } from '#contract/machine.ts'

const nameOf = (campaignId: CampaignId, run: number): string => `${campaignId}-${run}`

/** A token that is spent or expired: its turn has ended already, which is what we wanted. */
const unlessSpent = (error: unknown): void => {
  if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist) return
  throw error
}

/** `machineArn`: absent where only tokens are sent. */
export const stepFunctions = (machineArn?: string, client = new SFNClient({})): Machine => {
  const arn = (): string => {
    if (!machineArn) throw new Error('This function has no MACHINE_ARN and cannot start or look up executions')
    return machineArn
  }
  const fail = (taskToken: string, error: string, cause: LaneWait | Record<string, never>): Promise<void> =>
    client
      .send(new SendTaskFailureCommand({ taskToken, error, cause: JSON.stringify(cause) }))
      .then(() => undefined)
      .catch(unlessSpent)

  return {
    async start(campaignId, run) {
      const input = JSON.stringify({ campaignId, run })
      await client.send(new StartExecutionCommand({ stateMachineArn: arn(), name: nameOf(campaignId, run), input })).catch((error) => {
        if (!(error instanceof ExecutionAlreadyExists)) throw error
      })
    },

    async status(campaignId, run) {
      const executionArn = `${arn().replace(':stateMachine:', ':execution:')}:${nameOf(campaignId, run)}`
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }))
        return status === 'RUNNING' ? 'running' : 'ended'
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'absent'
        throw error
      }
    },

    again: (taskToken) =>
      client
        .send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
        .then(() => undefined)
        .catch(unlessSpent),
    // Whole seconds, rounded up: rounding down costs 2.5 times the transitions.
    wait: (token, ms) => fail(token, LANE_WAIT, { seconds: Math.max(1, Math.ceil(ms / 1_000)) }),
    leave: (token) => fail(token, LANE_LEAVE, {}),
  }
}
