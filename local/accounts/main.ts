// `npm run secrets -- --stage prod`: the accounts of .env into Secrets Manager.
import { parseArgs } from 'node:util'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { readEnvFile } from './env-file.ts'
import { type SecretStore, uploadAccounts } from './upload.ts'

const secretsManager = (): SecretStore => {
  const client = new SecretsManagerClient({})
  return {
    async read(name) {
      try {
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }))
        return SecretString
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined
        throw error
      }
    },
    async write(name, value) {
      await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: value }))
    },
  }
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { stage: { type: 'string' }, env: { type: 'string', default: '.env' } } })
  if (values.stage === undefined) throw new Error('Say which stage: npm run secrets -- --stage dev')
  const written = await uploadAccounts(readEnvFile(values.env, process.env), { stage: values.stage, store: secretsManager() })
  for (const name of written) console.log(`wrote ${name}`)
  console.log(`Functions use them within five minutes. Check them: npm run doctor -- --stage ${values.stage}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
