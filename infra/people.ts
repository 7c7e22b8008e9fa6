// Who may sign in where nobody else's issuer does it: a Cognito user pool with a group for each role, which nobody can join by themselves.
import { Aws, CfnOutput, type RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib'
import { AccountRecovery, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { Role } from '#contract/role.ts'
import type { Config } from './config.ts'

type Options = Pick<Config, 'stage' | 'keepsData'> & { removalPolicy: RemovalPolicy }

export class People extends Construct {
  readonly pool: UserPool
  /** As its tokens name it. */
  readonly issuer: string
  readonly issuerOrigin: string
  /** Where they show who they are, and where codes become tokens: another host than the issuer's. */
  readonly signInUrl: string

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
    // Prefixes are unique in a region, over all accounts.
    const domain = this.pool.addDomain('domain', { cognitoDomain: { domainPrefix: `ringmaster-${stage}-${Aws.ACCOUNT_ID}` } })
    this.issuerOrigin = `https://cognito-idp.${stack.region}.${stack.urlSuffix}`
    this.issuer = `${this.issuerOrigin}/${this.pool.userPoolId}`
    this.signInUrl = domain.baseUrl()
    new CfnOutput(stack, 'UserPoolId', { value: this.pool.userPoolId })
    for (const id of ['AwsSolutions-COG3', 'AwsSolutions-COG8']) {
      Validations.of(this.pool).acknowledge({
        id,
        reason: 'Threat protection is priced by the user, in the Plus plan; a second factor is asked of everybody instead.',
      })
    }
  }
}
