// What is kept: the table, the bucket for contact lists, the secrets. It outlives the code that works on it.
import { type App, RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Config } from './config.ts'
import { Secrets } from './secrets.ts'
import { signInOf } from './sign-in.ts'
import { makeTable } from './table.ts'
import { makeUploads } from './uploads.ts'

export class DataStack extends Stack {
  readonly table: Table
  readonly uploads: Bucket
  readonly secrets: Secrets
  /** Who signs people in, as the authorizer reads it. */
  readonly signIn: string

  constructor(app: App, id: string, config: Config) {
    super(app, id, { terminationProtection: config.terminationProtection })
    const removalPolicy = config.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    this.table = makeTable(this, { removalPolicy, deletionProtection: config.keepsData })
    this.uploads = makeUploads(this, { removalPolicy, recordingDays: config.recordingDays })
    this.secrets = new Secrets(this, { stage: config.stage, removalPolicy })
    this.signIn = signInOf(this, { ...config, removalPolicy })
  }
}
