// What is kept: the table, the bucket for contact lists, the secrets. It outlives the code that works on it.
import { type App, RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Config } from './config.ts'
import { People } from './people.ts'
import { Secrets } from './secrets.ts'
import { stackSettings } from './stack-settings.ts'
import { makeTable } from './table.ts'
import { makeUploads } from './uploads.ts'

export class DataStack extends Stack {
  readonly table: Table
  readonly uploads: Bucket
  readonly secrets: Secrets
  /** Absent where another issuer, or nobody, signs people in. */
  readonly people: People | undefined

  constructor(app: App, id: string, config: Config) {
    super(app, id, stackSettings(config, 'Ringmaster: what is kept'))
    const removalPolicy = config.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    this.table = makeTable(this, { removalPolicy, deletionProtection: config.keepsData })
    this.uploads = makeUploads(this, { removalPolicy, recordingDays: config.recordingDays })
    this.secrets = new Secrets(this, { stage: config.stage, removalPolicy })
    this.people = config.signIn === 'cognito' ? new People(this, { ...config, removalPolicy }) : undefined
  }
}
