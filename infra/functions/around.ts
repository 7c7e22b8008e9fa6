// What every function of the service finds around it: its data, its names for its environment, its rules.
import type { Stack } from 'aws-cdk-lib'
import { machineArn } from '../campaign-machine.ts'
import type { Config } from '../config.ts'
import type { DataStack } from '../data-stack.ts'
import type { HttpApi } from '../http-api.ts'
import * as may from '../permissions.ts'
import { callingRules } from '../rules.ts'
import type { SocketApi } from '../socket-api.ts'

type Given = { config: Config; data: DataStack; http: HttpApi; sockets: SocketApi }

export const aroundOf = (scope: Stack, { config, data, http, sockets }: Given) => {
  const { table, uploads, secrets, signIn } = data
  const runs = machineArn(scope, config)
  const env = {
    TABLE_NAME: table.tableName,
    MACHINE_ARN: runs,
    BUCKET_NAME: uploads.bucketName,
    PUBLIC_URL: http.url,
    SOCKET_URL: sockets.url,
    TWILIO_SECRET_ID: secrets.twilio.name,
    GOOGLE_SECRET_ID: secrets.google.name,
    SIGNING_SECRET_ID: secrets.signing.name,
    ELEVENLABS_SECRET_ID: secrets.elevenlabs.name,
    SUPPRESSION_SALT_SECRET_ID: secrets.suppressionSalt.name,
    WEBHOOKS_SECRET_ID: secrets.webhooks.name,
    WEBHOOK_TARGETS: config.webhookTargets,
    TRANSCRIPT_DAYS: config.transcriptDays,
    RECORDING_DAYS: config.recordingDays,
    AUDIT_DAYS: String(config.auditDays),
  }
  const tableItems = [may.readTable(table), may.writeTable(table)]
  const salt = may.readSecret(secrets.suppressionSalt)
  return { ...{ scope, config, table, uploads, secrets, signIn }, ...{ runs, env, rules: callingRules(scope, config), tableItems, salt } }
}

export type Around = ReturnType<typeof aroundOf>
