// The secrets: within reach, present, and of the shape that the functions read.
import type * as z from 'zod'
import { ElevenLabsAccount, problemsOf, SigningKey, TwilioAccount, WebhookSecret } from '../../accounts/shapes.ts'
import { type Check, fail, ok } from '../check.ts'
import type { Look, SecretName } from '../look.ts'

/** `in .env`, or where else they are. */
const whereOf = ({ patient }: Look): string => (patient.kind === 'env' ? '.env' : `the secret of ${patient.name}`)

const shaped = (name: SecretName, { schema, fix, isDeployedOnly }: { schema: z.ZodType; fix: string; isDeployedOnly: boolean }): Check => ({
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
]
