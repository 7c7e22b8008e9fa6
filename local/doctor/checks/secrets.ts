// The secrets: within reach, present, and of the shape that the functions read.
import * as z from 'zod/mini'
import { ElevenLabsAccount, problemsOf, Salt, SigningKey, TwilioAccount, WebhookSecret } from '../../accounts/shapes.ts'
import { type Check, fail, ok, warn } from '../check.ts'
import type { Look, SecretName } from '../look.ts'

const Before = z.object({ before: z._default(z.string(), '') })

/** `in .env`, or where else they are. */
const whereOf = ({ patient }: Look): string => (patient.kind === 'env' ? '.env' : `the secret of ${patient.name}`)

const shaped = (
  name: SecretName,
  { schema, fix, isDeployedOnly }: { schema: z.ZodMiniType; fix: string; isDeployedOnly: boolean },
): Check => ({
  name: `${name}-secret`,
  needs: ['secrets'],
  fix,
  appliesTo: ({ patient }) => !isDeployedOnly || patient.kind !== 'env',
  run: async (look) => {
    const secret = await look.secret(name)
    if (secret === undefined) return fail(`there is no secret ${name}`, 'Deploy the stage: npm run deploy -- --stage …')
    const problems = problemsOf(schema, secret)
    return problems.length > 0 ? fail(`in ${whereOf(look)}: ${problems.join('; ')}`) : ok(`${name}: present and shaped`)
  },
})

const holdsBefore = async (look: Look, name: SecretName): Promise<boolean> => {
  const { before } = Before.parse(await look.secret(name))
  return before !== ''
}

const FILL_IN = 'Put the values into .env; for a stage then npm run secrets -- --stage …'

export const secretChecks: Check[] = [
  {
    name: 'secrets',
    needs: [],
    fix: 'Check AWS_PROFILE, AWS_REGION and that you are signed in (aws sts get-caller-identity). On this machine: npm start.',
    run: async (look) => {
      await look.secret('twilio')
      return ok('the secrets can be read')
    },
  },
  shaped('twilio', { schema: TwilioAccount, fix: FILL_IN, isDeployedOnly: false }),
  shaped('elevenlabs', { schema: ElevenLabsAccount, fix: FILL_IN, isDeployedOnly: false }),
  shaped('elevenlabs-webhook', {
    schema: WebhookSecret,
    fix: 'Copy the secret of the post-call webhook from ElevenLabs into ELEVENLABS_WEBHOOK_SECRET of .env, then npm run secrets -- --stage …',
    isDeployedOnly: true,
  }),
  shaped('signing', {
    schema: SigningKey,
    fix: 'Put {"key": "64 random characters"} into the secret ringmaster/<stage>/signing: openssl rand -hex 32 makes one.',
    isDeployedOnly: true,
  }),
  shaped('suppression-salt', {
    schema: Salt,
    fix: 'Bring back the value before (aws secretsmanager get-secret-value --version-stage AWSPREVIOUS): with another one, numbers that were forgotten and must never be called again are not recognised.',
    isDeployedOnly: true,
  }),
  {
    name: 'exchanges',
    needs: ['twilio-secret', 'elevenlabs-webhook-secret'],
    fix: 'When the providers sign with the new ones alone: npm run secrets -- --stage … --exchanged',
    appliesTo: ({ patient }) => patient.kind !== 'env',
    run: async (look) => {
      const names = ['twilio', 'elevenlabs-webhook'] as const
      const held = await Promise.all(names.map(async (name) => ((await holdsBefore(look, name)) ? [name] : [])))
      const open = held.flat()
      return open.length > 0 ? warn(`the secret before is still believed: ${open.join(', ')}`) : ok('no secret is being exchanged')
    },
  },
]
