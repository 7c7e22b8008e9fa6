// The state machine as the use cases see it, over the engine that runs the definition.
import type { Machine } from '#app/ports/machine.ts'
import type { CampaignId } from '#contract/ids.ts'
import { LANE_LEAVE, LANE_WAIT, type LaneWait } from '#contract/machine.ts'
import { AwsError } from '../../../local/aws-json.ts'
import type { Steps } from '../../../local/steps/steps.ts'

/** Undefined when it is refused with one of these. */
const unless = <T>(names: readonly string[], work: () => T): T | undefined => {
  try {
    return work()
  } catch (error) {
    if (error instanceof AwsError && names.includes(error.name)) return undefined
    throw error
  }
}

const SPENT = ['TaskTimedOut', 'TaskDoesNotExist']

export const machineOver = (steps: () => Steps, machineArn: string): Machine => {
  const nameOf = (campaignId: CampaignId, run: number): string => `${campaignId}-${run}`
  const fail = (taskToken: string, error: string, cause: LaneWait | Record<string, never>): void =>
    unless(SPENT, () => steps().sendTaskFailure({ taskToken, error, cause: JSON.stringify(cause) }))
  return {
    async start(campaignId, run) {
      const input = JSON.stringify({ campaignId, run })
      unless(['ExecutionAlreadyExists'], () =>
        steps().startExecution({ stateMachineArn: machineArn, name: nameOf(campaignId, run), input }),
      )
    },
    async status(campaignId, run) {
      const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${nameOf(campaignId, run)}`
      const execution = unless(['ExecutionDoesNotExist'], () => steps().describeExecution({ executionArn }))
      if (!execution) return 'absent'
      return execution.status === 'RUNNING' ? 'running' : 'ended'
    },
    again: async (taskToken) => unless(SPENT, () => steps().sendTaskSuccess({ taskToken, output: '{}' })),
    wait: async (token, ms) => fail(token, LANE_WAIT, { seconds: Math.max(1, Math.ceil(ms / 1_000)) }),
    leave: async (token) => fail(token, LANE_LEAVE, {}),
  }
}
