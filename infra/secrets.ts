// The secrets, with the shape that the functions read. `npm run secrets` fills in the providers' credentials.
import { type RemovalPolicy, SecretValue, Validations } from 'aws-cdk-lib'
import { Secret, type SecretProps } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'

/** A secret and the name by which the functions ask for it. */
export type NamedSecret = { name: string; secret: Secret }

export class Secrets extends Construct {
  readonly twilio: NamedSecret
  readonly elevenlabs: NamedSecret
  readonly elevenlabsWebhook: NamedSecret
  readonly google: NamedSecret
  readonly signing: NamedSecret
  readonly suppressionSalt: NamedSecret
  readonly webhooks: NamedSecret
  readonly keys: NamedSecret

  constructor(scope: Construct, { stage, removalPolicy }: { stage: string; removalPolicy: RemovalPolicy }) {
    super(scope, 'Secrets')

    const named = (id: string, props: SecretProps): NamedSecret => {
      const name = `ringmaster/${stage}/${id}`
      return { name, secret: new Secret(this, id, { ...props, secretName: name, removalPolicy }) }
    }
    // Changing how a value is generated makes CloudFormation generate it anew: what was filled in would be lost.
    const generated = (id: string, { description, key, rest }: { description: string; key: string; rest: object }): NamedSecret =>
      named(id, {
        description,
        generateSecretString: {
          secretStringTemplate: JSON.stringify(rest),
          generateStringKey: key,
          passwordLength: 64,
          excludePunctuation: true,
        },
      })

    this.twilio = generated('twilio', {
      description: 'Twilio account that places the calls: accountSid, authToken, phoneNumber',
      rest: { accountSid: '', phoneNumber: '' },
      key: 'authToken',
    })
    this.elevenlabs = generated('elevenlabs', {
      description: 'ElevenLabs agent that talks: apiKey, agentId',
      rest: { agentId: '' },
      key: 'apiKey',
    })
    this.elevenlabsWebhook = generated('elevenlabs-webhook', {
      description: 'Signs what ElevenLabs tells after a conversation: secret, as ElevenLabs shows it; before, while it is exchanged',
      // `npm run secrets` keeps what a person has put there, and forgets what CloudFormation made up.
      rest: { before: '', isMadeUp: true },
      key: 'secret',
    })
    this.google = generated('google', {
      description: 'Google service account that opens sheets: the JSON key file as it is. Empty: sheets cannot be connected',
      rest: { client_email: '', token_uri: 'https://oauth2.googleapis.com/token' },
      key: 'private_key',
    })
    this.signing = generated('signing', { description: 'Signs stream tokens: key', rest: {}, key: 'key' })
    this.suppressionSalt = generated('suppression-salt', {
      description: 'Makes digests of numbers that were forgotten: key. Never change it: those numbers would be called again',
      rest: {},
      key: 'key',
    })
    this.webhooks = generated('webhooks', {
      description: 'The secrets of all webhooks are made of it: key. Another key gives each of them another secret',
      rest: {},
      key: 'key',
    })
    // CloudFormation generates a text, not a list of them: the list quotes it.
    const firstKey = generated('first-key', {
      description: 'The first key of the API: key. It stands in the list of keys.',
      rest: {},
      key: 'key',
    })
    this.keys = named('keys', {
      description: 'Keys that callers of the API show: keys, a list',
      secretStringValue: SecretValue.unsafePlainText(JSON.stringify({ keys: [firstKey.secret.secretValueFromJson('key').unsafeUnwrap()] })),
    })

    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'What signs is exchanged by a person at both ends, with an overlap: npm run secrets. The salt must never change.',
    })
  }
}
