// `npm run secrets -- --stage prod`: the accounts of .env into Secrets Manager; `--new-signing-key`, `--exchanged`: what signs is exchanged.
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { Mistake } from '../cli/mistake.ts'
import { readEnvFile } from './env-file.ts'
import { exchangeSigningKey, forgetBefore } from './exchange.ts'
import { type Order, readOrder } from './order.ts'
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

const SIGNED = 'it signs in ten minutes; the one before is believed for half an hour'

const carryOut = async ({ stage, envFile, what }: Order): Promise<void> => {
  const where = { stage, store: secretsManager() }
  if (what === 'new-signing-key') {
    console.log(`wrote ${await exchangeSigningKey(where, Date.now())}: ${SIGNED}`)
    return
  }
  const written = what === 'exchanged' ? await forgetBefore(where) : await uploadAccounts(readEnvFile(envFile, process.env), where)
  for (const name of written) console.log(`wrote ${name}`)
  if (written.length === 0) console.log('No exchange was under way.')
  console.log(`Functions use them within five minutes. Check them: npm run doctor -- --stage ${stage}`)
}

const main = async (): Promise<void> => {
  const order = readOrder(process.argv.slice(2))
  if (typeof order === 'string') console.log(order)
  else await carryOut(order)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = error instanceof Mistake ? 2 : 1
})
