// How programs of this machine reach the bucket: a configuration file that every AWS SDK and the command line read.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { credentials } from '../credentials.ts'

export type InboxAccess = { url: string; bucket: string; configFile: string }

/** Readable by this user alone: the keys in it are as good as the system's own. They are new with each start. */
const OWNER_ONLY = 0o600

export const openInbox = (dataDir: string, { url, bucket, region }: { url: string; bucket: string; region: string }): InboxAccess => {
  const configFile = join(dataDir, 'aws-config')
  const lines = [
    '[default]',
    `region = ${region}`,
    `endpoint_url = ${url}`,
    `aws_access_key_id = ${credentials.accessKeyId}`,
    `aws_secret_access_key = ${credentials.secretAccessKey}`,
  ]
  // The mode counts for a new file only.
  rmSync(configFile, { force: true })
  writeFileSync(configFile, `${lines.join('\n')}\n`, { mode: OWNER_ONLY })
  return { url, bucket, configFile }
}
