// Who is told when something is wrong: every alarm of the stack, and the budget, go to one topic that people subscribe to.
import { CfnOutput, Stack } from 'aws-cdk-lib'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import type { Config } from '../config.ts'
import { addAlarm } from './alarm.ts'
import { alarmsOf } from './alarms.ts'
import { addDashboard } from './dashboard.ts'
import type { Watched } from './watched.ts'

/** Of the month's budget: spent, or foreseen to be spent. */
const NOTICES = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
]

export class Watching extends Construct {
  /** Last of all constructs of the stack: it finds the alarms that the others have made. */
  constructor(scope: Construct, watched: Watched) {
    super(scope, 'watching')
    const { config } = watched
    const topic = new Topic(this, 'alarms', { topicName: `ringmaster-${config.stage}-alarms`, enforceSSL: true })
    for (const service of ['cloudwatch', 'budgets']) {
      topic.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
          actions: ['sns:Publish'],
          resources: [topic.topicArn],
          conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
        }),
      )
    }
    for (const watch of alarmsOf(watched)) addAlarm(this, config, watch)
    addDashboard(this, watched)
    this.addBudget(config, topic)
    for (const found of scope.node.findAll()) {
      if (found instanceof Alarm) found.addAlarmAction(new SnsAction(topic))
    }
    new CfnOutput(this, 'AlarmTopic', { value: topic.topicArn }).overrideLogicalId('AlarmTopic')
  }

  private addBudget({ stage, monthlyBudgetUsd }: Config, topic: Topic): void {
    new CfnBudget(this, 'budget', {
      budget: {
        // Of the whole account: a budget of one stage would need tags that somebody has switched on in the billing console.
        budgetName: `ringmaster-${stage}-account`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudgetUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: NOTICES.map((notice) => ({
        notification: { ...notice, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
        subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
      })),
    })
  }
}
