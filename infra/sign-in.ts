// Who signs people in: by default a Cognito user pool with a group for each role, which nobody can join by themselves.
import { CfnOutput, Duration, type RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib'
import { AccountRecovery, Mfa, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { Role } from '#contract/role.ts'
import type { SignIn } from '#contract/sign-in.ts'
import type { Config } from './config.ts'

/** As the authorizer reads it. */
const written = (signIn: SignIn): string => JSON.stringify(signIn)

type Options = Pick<Config, 'stage' | 'signIn' | 'keepsData'> & { removalPolicy: RemovalPolicy }

export const signInOf = (stack: Stack, options: Options): string => {
  if (options.signIn === 'nobody') return 'none'
  if (options.signIn !== 'cognito') return written(options.signIn)
  const { pool, client } = new People(stack, options)
  return written({
    issuer: `https://cognito-idp.${stack.region}.${stack.urlSuffix}/${pool.userPoolId}`,
    audience: client.userPoolClientId,
    roleClaim: 'cognito:groups',
    kind: 'cognito',
  })
}

class People extends Construct {
  readonly pool: UserPool
  readonly client: UserPoolClient

  constructor(stack: Stack, { stage, keepsData, removalPolicy }: Options) {
    super(stack, 'people')
    this.pool = new UserPool(this, 'pool', {
      userPoolName: `ringmaster-${stage}`,
      // An admin invites people, and puts each into a group.
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      autoVerify: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 12, requireDigits: true, requireLowercase: true, requireUppercase: true, requireSymbols: true },
      deletionProtection: keepsData,
      removalPolicy,
    })
    for (const role of Role.options) this.pool.addGroup(role, { groupName: role })
    this.client = this.pool.addClient('client', {
      userPoolClientName: 'ringmaster',
      // Passwords never travel: the client proves that it knows it.
      authFlows: { userSrp: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      // So long may somebody go on who was put out of a group: a token says what was so when it was made.
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.hours(12),
    })
    new CfnOutput(stack, 'UserPoolId', { value: this.pool.userPoolId })
    new CfnOutput(stack, 'UserPoolClientId', { value: this.client.userPoolClientId })
    for (const id of ['AwsSolutions-COG3', 'AwsSolutions-COG8']) {
      Validations.of(this.pool).acknowledge({
        id,
        reason: 'Threat protection is priced by the user, in the Plus plan; a second factor is asked of everybody instead.',
      })
    }
  }
}
