// The one table. Its access patterns are listed in functions/store/table.ts.

import type { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import * as z from 'zod/mini'
import { ListedCall } from '#contract/call.ts'

const text = (name: string) => ({ name, type: AttributeType.STRING })

// A call's `attempt` is the item's `n`.
const listed = [...Object.keys(z.omit(ListedCall, { attempt: true }).shape), 'n']

/** The table's indexes, by name, with what they carry. */
const indexes = {
  // A contact's claim reads the contact itself anyway.
  due: { partitionKey: text('duePK'), sortKey: text('dueSK'), projectionType: ProjectionType.KEYS_ONLY },
  // What the list shows, and not the task token, which is as large as all the rest together.
  calls: {
    partitionKey: text('callsPK'),
    sortKey: text('callsSK'),
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: listed,
  },
} as const
export type IndexName = keyof typeof indexes

export const makeTable = (scope: Construct, keep: { removalPolicy: RemovalPolicy; deletionProtection: boolean }): Table => {
  const table = new Table(scope, 'Table', {
    ...keep,
    partitionKey: text('PK'),
    sortKey: text('SK'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    // A key of the account, whose uses CloudTrail tells, without a monthly price.
    encryption: TableEncryption.AWS_MANAGED,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'expiresAt',
  })
  for (const [indexName, index] of Object.entries(indexes)) table.addGlobalSecondaryIndex({ indexName, ...index })
  return table
}
