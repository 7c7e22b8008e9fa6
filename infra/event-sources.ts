// What starts functions besides requests: the minute, an uploaded list, a change of the table. What they give up is kept.
import { Duration, Validations } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { Match, Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { FilterCriteria, type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Config } from './config.ts'
import { streamOf } from './permissions.ts'
import { addAlarm } from './watching/alarm.ts'

export class EventSources extends Construct {
  /** Where events end that nobody could handle. */
  readonly givenUp: Queue

  constructor(scope: Construct, config: Config) {
    super(scope, 'events')
    this.givenUp = new Queue(this, 'given-up', {
      queueName: `ringmaster-${config.stage}-given-up`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    const reason = 'It is itself where undeliverable events end.'
    Validations.of(this.givenUp).acknowledge({ id: 'AwsSolutions-SQS3', reason }, { id: 'Serverless-SQSRedrivePolicy', reason })
    addAlarm(this, config, {
      name: 'given-up',
      loss: 'An uploaded list was not imported, an export was not written, pages missed changes until they reload, or webhooks were not told of something.',
      metric: this.givenUp.metricApproximateNumberOfMessagesVisible(),
      when: { atLeast: 1 },
      periods: 1,
      silence: 'fine',
    })
  }

  everyMinute(target: IFunction, id = 'minute'): void {
    const role = new Role(this, `${id}-role`, { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') })
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] }))
    // The construct of the library would also allow every version of the function.
    const schedule = new CfnSchedule(this, id, {
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        // The next minute comes soon enough.
        retryPolicy: { maximumRetryAttempts: 0 },
      },
    })
    schedule.node.addDependency(role)
  }

  /** `but`: keys that are not told of, with * for any characters. */
  onUpload(bucket: Bucket, { but }: { but: string[] }, target: IFunction): void {
    new Rule(this, 'upload', {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: Match.anythingButWildcard(...but) } },
      },
      targets: [new LambdaFunction(target, { deadLetterQueue: this.givenUp })],
    })
  }

  /** Objects of one folder: what an import is told by one of our own, or lists that are no contacts. */
  onFolder(bucket: Bucket, { id, prefix }: { id: string; prefix: string }, target: IFunction): void {
    new Rule(this, id, {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix }] } },
      },
      targets: [new LambdaFunction(target, { deadLetterQueue: this.givenUp })],
    })
  }

  /** Changes of campaigns, of what belongs to them, and of lists that suppress numbers, in batches of at most one second. */
  onCampaignChange(table: Table, target: IFunction): void {
    this.#onChange(table, target, [{ Keys: { PK: { S: [{ prefix: 'CAMPAIGN#' }, 'SUPPRESSION-IMPORTS'] } } }])
  }

  /**
   * What sheets show and other systems are told: changes of contacts that were there before; of attempts, which lie beside them under the
   * same prefix, once they are over; of campaigns; and of lists. One function for all of it: a stream has room for two readers (DynamoDB).
   */
  onNews(table: Table, target: IFunction): void {
    const exists = [{ exists: true }]
    const beside = { Keys: { SK: { S: [{ prefix: 'CONTACT#' }] } } }
    this.#onChange(table, target, [
      { ...beside, OldImage: { attempts: { N: exists } } },
      { ...beside, NewImage: { leaseMs: { N: exists }, outcome: { S: exists } } },
      { Keys: { SK: { S: ['CAMPAIGN'] } } },
      { Keys: { SK: { S: [{ prefix: 'IMPORT#' }] } }, NewImage: { state: { S: ['imported', 'failed'] } } },
    ])
  }

  #onChange(table: Table, target: IFunction, changes: object[]): void {
    target.addEventSourceMapping('changes', {
      eventSourceArn: streamOf(table),
      startingPosition: StartingPosition.LATEST,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      filters: changes.map((dynamodb) => FilterCriteria.filter({ dynamodb })),
      // A record that can never be handled would hold up its shard for a day.
      bisectBatchOnError: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(this.givenUp),
    })
  }
}
