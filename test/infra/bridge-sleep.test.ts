// A stage that chose to keep no task of the bridge while no campaign is active.
import { readFileSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { beforeAll, describe, expect, it } from 'vitest'
import { configOf } from '../../infra/config.ts'
import { DataStack } from '../../infra/data-stack.ts'
import { ServiceStack } from '../../infra/service-stack.ts'

let template: Template
beforeAll(() => {
  const { context }: { context: Record<string, unknown> } = JSON.parse(readFileSync('cdk.json', 'utf8'))
  const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } })
  const dev = configOf('dev')
  const config = { ...dev, bridge: { ...dev.bridge, tasks: { min: 0, max: 2 } } }
  const data = new DataStack(app, 'data', config)
  template = Template.fromStack(new ServiceStack(app, 'service', { config, data }))
})

const policies = () =>
  Object.values(template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy')).map(({ Properties }) => Properties)

describe('a bridge that sleeps', () => {
  it('may have no task', () => {
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 0, MaxCapacity: 2 })
  })

  it('is woken by one task, and sent to sleep as a whole', () => {
    const steps = policies().flatMap(({ StepScalingPolicyConfiguration: one }) => one?.StepAdjustments ?? [])
    expect(steps).toEqual([
      { MetricIntervalLowerBound: 0, ScalingAdjustment: 1 },
      { MetricIntervalUpperBound: 0, ScalingAdjustment: -2 },
    ])
  })

  it('is not sent to sleep by a quiet hour of a campaign', () => {
    const [cpu] = policies().flatMap(({ TargetTrackingScalingPolicyConfiguration: one }) => one ?? [])
    expect(cpu).toMatchObject({ DisableScaleIn: true })
  })

  it('is looked for by plans, which wake it', () => {
    const isPlan = { FunctionName: 'ringmaster-dev-plan' }
    const [plan] = Object.values(template.findResources('AWS::Lambda::Function', { Properties: isPlan }))
    expect(plan?.Properties.Environment.Variables).toHaveProperty('SLEEPING_BRIDGE_URL')
  })

  it('rings when it is missed for ten minutes, and not while it sleeps', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'ringmaster-dev-bridge-down',
      EvaluationPeriods: 10,
    })
  })
})
