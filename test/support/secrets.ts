// Secrets Manager on this machine, with the secrets that a test gives; this process's clients are pointed at it.
import { serveAwsJson } from '../../local/aws-json.ts'
import { credentials } from '../../local/credentials.ts'
import { secretsOperations } from '../../local/secrets.ts'

/** Values are what the secret holds, before it becomes text. */
export const startSecrets = async (secrets: Record<string, unknown>): Promise<{ close(): Promise<void> }> => {
  const texts = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, JSON.stringify(value)]))
  const { url, close } = await serveAwsJson({ secretsmanager: secretsOperations(texts) })
  process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER = url
  process.env.AWS_REGION = 'us-east-1'
  process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId
  process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey
  return { close }
}
