// Who is examined: the system that runs on this machine, a deployed stage, or the accounts of .env.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GetSecretValueCommand, ResourceNotFoundException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'
import { ELEVENLABS_NAMES, readEnvFile, secretIn, TWILIO_NAMES } from '../accounts/env-file.ts'
import { credentials } from '../credentials.ts'
import { WHEREABOUTS_FILE, Whereabouts } from '../run/whereabouts.ts'
import type { Look, Patient } from './look.ts'

export type Examined = Pick<Look, 'patient' | 'secret'>

/** Of the real providers. */
const PROVIDERS = { twilio: { api: 'https://api.twilio.com', voice: 'https://voice.twilio.com' }, elevenLabs: 'https://api.elevenlabs.io' }

const readJson = (file: string, missing: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(missing, { cause })
  }
}

const secretsOf =
  (client: SecretsManagerClient, stage: string): Look['secret'] =>
  async (name) => {
    try {
      const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: `ringmaster/${stage}/${name}` }))
      return JSON.parse(SecretString)
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined
      // It would quote the secret.
      if (error instanceof SyntaxError) return 'no JSON'
      throw error
    }
  }

export const thisMachine = (home: string, countries: readonly string[]): Examined => {
  const file = join(home, WHEREABOUTS_FILE)
  const found = readJson(
    file,
    'Ringmaster does not run on this machine: npm start. A deployed stage: --stage dev. Your accounts in .env: --live',
  )
  const { stage, api, publicUrl, aws, region, twilio, elevenLabs, bridge, concurrentCalls } = Whereabouts.parse(found)
  const client = new SecretsManagerClient({ region, endpoint: aws, credentials })
  const patient: Patient = {
    ...{ kind: 'this machine', name: 'this machine', elevenLabs, publicUrl, pageUrl: api },
    twilio: twilio === PROVIDERS.twilio.api ? PROVIDERS.twilio : { api: twilio, voice: twilio },
    ...{ bridge, countries, concurrentCalls },
  }
  return { patient, secret: secretsOf(client, stage) }
}

const Outputs = z.object({ ApiUrl: z.url(), PageUrl: z.url(), ConcurrentCalls: z.coerce.number() })

export const stageOf = (root: string, stage: string, countries: readonly string[]): Examined => {
  const file = join('cdk.out', `outputs-${stage}.json`)
  const found = readJson(
    join(root, file),
    `There is no ${file}, which npm run deploy -- --stage ${stage} writes: deploy from here, or bring it here.`,
  )
  const { ApiUrl, PageUrl, ConcurrentCalls } = Outputs.parse(z.record(z.string(), z.unknown()).parse(found)[`ringmaster-${stage}-service`])
  const bridge = PageUrl.replace(/^https/, 'wss')
  const patient: Patient = {
    ...{ kind: 'stage', name: `the stage ${stage}`, ...PROVIDERS, publicUrl: ApiUrl, pageUrl: PageUrl },
    ...{ bridge: { publicUrl: bridge, reachAt: bridge }, countries, concurrentCalls: ConcurrentCalls },
  }
  return { patient, secret: secretsOf(new SecretsManagerClient({}), stage) }
}

export const accountsIn = (envFile: string, countries: readonly string[]): Examined => {
  const variables = readEnvFile(envFile, process.env)
  const patient: Patient = { kind: 'env', name: envFile, ...PROVIDERS, countries }
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = { twilio: TWILIO_NAMES, elevenlabs: ELEVENLABS_NAMES }
  return { patient, secret: async (name) => secretIn(variables, names[name] ?? {}) }
}
