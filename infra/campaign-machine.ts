// The campaign's state machine: one execution is one set of lanes (docs/decisions, "lanes").
//
//   Plan ── wait ──► WaitUntilDue ──► Plan          a lane:  ClaimAndDial ──► itself
//    │ └─── end ──► Over                                       ├─ Lane.Wait ──► WaitForTurn ──► ClaimAndDial
//    ▼ run                                                     ├─ Lane.Leave ─► LaneOver
//   RunLanes ──► NextRun                                       ├─ waited its full time ──► ClaimAndDial
//                                                              └─ any error ──► TooManyErrors ── Recover ──► ClaimAndDial
import { ArnFormat, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import {
  Choice,
  Condition,
  DefinitionBody,
  DistributedMap,
  Errors,
  IntegrationPattern,
  JitterType,
  LogLevel,
  ProvideItems,
  QueryLanguage,
  type RetryProps,
  StateMachine,
  StateMachineType,
  Succeed,
  TaskInput,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions'
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks'
import { Construct } from 'constructs'
import { LANE_LEAVE, LANE_WAIT, MAX_BAD_TURNS, TURN_TIMEOUT_SECONDS } from '#contract/machine.ts'
import type { Config } from './config.ts'

export const machineName = ({ stage }: Config): string => `ringmaster-${stage}-campaign`

/** Known before the machine is: its own functions need it, and a reference to the machine would be a circle. */
export const machineArn = (stack: Stack, config: Config): string =>
  stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: machineName(config),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })

type Tasks = { plan: IFunction; claimAndDial: IFunction; nextRun: IFunction }

// Planning may be repeated at will, and a campaign stands still until it succeeds.
const RETRY_EVERYTHING: RetryProps = {
  errors: [Errors.ALL],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxDelay: Duration.minutes(1),
  maxAttempts: 10,
  jitterStrategy: JitterType.FULL,
}

const INPUT = '{% $states.input %}'
const RUN = { campaignId: '{% $states.input.campaignId %}', run: '{% $states.input.run %}' }
const SECONDS = WaitTime.seconds('{% $states.input.seconds %}')

export class CampaignMachine extends Construct {
  constructor(scope: Construct, { config, ...tasks }: Tasks & { config: Config }) {
    super(scope, 'campaign')
    const name = machineName(config)
    new StateMachine(this, 'machine', {
      stateMachineName: name,
      stateMachineType: StateMachineType.STANDARD,
      queryLanguage: QueryLanguage.JSONATA,
      definitionBody: DefinitionBody.fromChainable(this.run(tasks)),
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        includeExecutionData: false,
        destination: new LogGroup(this, 'logs', {
          // Under this prefix the log group's policy does not grow with every machine of the account.
          logGroupName: `/aws/vendedlogs/states/${name}`,
          retention: config.logRetention,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    })
  }

  private run({ plan, claimAndDial, nextRun }: Tasks): LambdaInvoke {
    const planning = LambdaInvoke.jsonata(this, 'Plan', {
      lambdaFunction: plan,
      payload: TaskInput.fromObject(RUN),
      retryOnServiceExceptions: false,
      assign: { lines: "{% $states.result.Payload.next = 'run' ? $states.result.Payload.lines : 0 %}" },
      outputs: '{% $merge([$states.input, $states.result.Payload]) %}',
    })
    planning.addRetry(RETRY_EVERYTHING)

    const nextRunTask = LambdaInvoke.jsonata(this, 'NextRun', {
      lambdaFunction: nextRun,
      payload: TaskInput.fromObject(RUN),
      retryOnServiceExceptions: false,
      outputs: INPUT,
    })
    nextRunTask.addRetry(RETRY_EVERYTHING)

    const waitUntilDue = Wait.jsonata(this, 'WaitUntilDue', { time: SECONDS })
    const whatNext = Choice.jsonata(this, 'WhatNext')
      .when(Condition.jsonata("{% $states.input.next = 'run' and $lines >= 1 %}"), this.lanes(claimAndDial).next(nextRunTask))
      .when(Condition.jsonata("{% $states.input.next = 'wait' %}"), waitUntilDue.next(planning))
      .otherwise(Succeed.jsonata(this, 'Over'))
    planning.next(whatNext)
    return planning
  }

  private lanes(claimAndDial: IFunction): DistributedMap {
    const map = DistributedMap.jsonata(this, 'RunLanes', {
      label: 'Lanes',
      mapExecutionType: StateMachineType.STANDARD,
      // Not $map: over one item it gives the item, not a list. `lines` is 1 at least, or the range would count down.
      items: ProvideItems.jsonata('{% [0..$lines-1] %}'),
      jsonataMaxConcurrency: '{% $lines %}',
      // A lane sees no variable of the run.
      itemSelector: { ...RUN, k: '{% $states.context.Map.Item.Value %}', turn: 0, bad: 0 },
      toleratedFailurePercentage: 100,
      outputs: INPUT,
    })
    map.itemProcessor(this.lane(claimAndDial))
    return map
  }

  private lane(claimAndDial: IFunction): LambdaInvoke {
    const turn = LambdaInvoke.jsonata(this, 'ClaimAndDial', {
      lambdaFunction: claimAndDial,
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: TaskInput.fromObject({
        ...RUN,
        k: '{% $states.input.k %}',
        turn: '{% $states.input.turn %}',
        token: '{% $states.context.Task.Token %}',
      }),
      taskTimeout: Timeout.duration(Duration.seconds(TURN_TIMEOUT_SECONDS)),
      // A second invocation could be a second call: a failed turn is followed by another turn, which looks first.
      retryOnServiceExceptions: false,
      outputs: turnAfter('{"bad": 0}'),
    })

    // 0, since the results of all lanes together may not exceed 256 KiB.
    const laneOver = Succeed.jsonata(this, 'LaneOver', { outputs: '{% 0 %}' })
    const waitForTurn = Wait.jsonata(this, 'WaitForTurn', { time: SECONDS })
    const recover = Wait.jsonata(this, 'Recover', { time: WaitTime.seconds('{% $min([60, 5 * $states.input.bad]) %}') })
    const tooManyErrors = Choice.jsonata(this, 'TooManyErrors')
      .when(Condition.jsonata(`{% $states.input.bad >= ${MAX_BAD_TURNS} %}`), laneOver)
      .otherwise(recover.next(turn))

    turn.addCatch(waitForTurn.next(turn), { errors: [LANE_WAIT], outputs: turnAfter('{"bad": 0}, $parse($states.errorOutput.Cause)') })
    turn.addCatch(laneOver, { errors: [LANE_LEAVE], outputs: '{% 0 %}' })
    // No error: whoever ends its call has not come yet, and the next turn looks how the call is before it does anything.
    turn.addCatch(turn, { errors: [Errors.TIMEOUT], outputs: turnAfter('{"bad": 0}') })
    turn.addCatch(tooManyErrors, { errors: [Errors.ALL], outputs: turnAfter('{"bad": $states.input.bad + 1}') })
    turn.next(turn)
    return turn
  }
}

/** The lane's input for its next turn, with what changes besides the turn's number. */
const turnAfter = (changes: string): string => `{% $merge([$states.input, {"turn": $states.input.turn + 1}, ${changes}]) %}`
