// What every function of the service finds around it: its data, its names for its environment, its rules.
import type { Stack } from 'aws-cdk-lib'
import { machineArn } from '../campaign-machine.ts'
import type { Config } from '../config.ts'
import type { DataStack } from '../data-stack.ts'
import type { HttpApi } from '../http-api.ts'
import * as may from '../permissions.ts'
import { callingRules } from '../rules.ts'
import type { SocketApi } from '../socket-api.ts'

type Given = { config: Config; data: DataStack; http: HttpApi; sockets: SocketApi; signIn: string }

export const aroundOf = (scope: Stack, { config, data, http, sockets, signIn }: Given) => {
  const { table, uploads, secrets } = data
  const runs = machineArn(scope, config)
  const env = {
    TABLE_NAME: table.tableName,
    MACHINE_ARN: runs,
    BUCKET_NAME: uploads.bucketName,
    PUBLIC_URL: http.url,
    SOCKET_URL: sockets.url,
    TWILIO_SECRET_ID: secrets.twilio,
    GOOGLE_SECRET_ID: secrets.google,
    SIGNING_SECRET_ID: secrets.signing,
    ELEVENLABS_SECRET_ID: secrets.elevenlabs,
    ELEVENLABS_WEBHOOK_SECRET_ID: secrets.elevenlabsWebhook,
    SUPPRESSION_SALT_SECRET_ID: secrets.suppressionSalt,
    WEBHOOKS_SECRET_ID: secrets.webhooks,
    KEYS_SECRET_ID: secrets.keys,
    WEBHOOK_TARGETS: config.webhookTargets,
    TRANSCRIPT_DAYS: config.transcriptDays,
    RECORDING_DAYS: config.recordingDays,
    AUDIT_DAYS: String(config.auditDays),
  }
  const everyone = [may.readTable(table), may.writeTable(table)]
  return { ...{ scope, config, everyone, table, uploads, signIn }, ...{ runs, env, rules: callingRules(scope, config) } }
}

export type Around = ReturnType<typeof aroundOf>
