// How people sign in: what the authorizer takes, what the page is told, and whom the page may speak to for it.
import { CfnOutput, Duration, type Stack } from 'aws-cdk-lib'
import { OAuthScope, UserPoolClient } from 'aws-cdk-lib/aws-cognito'
import { PageSignIn, SIGNED_IN_PATH, SIGNED_OUT_PATH, type SignIn } from '#contract/sign-in.ts'
import type { Config } from './config.ts'
import type { People } from './people.ts'

const NOBODY = 'none'

/** Origins beside the page's own. */
export const issuerOrigins = ({ signIn }: Pick<Config, 'signIn'>, people: People | undefined): string[] => {
  if (people) return [people.issuerOrigin, people.signInUrl]
  if (typeof signIn === 'string' || !signIn.page) return []
  return [new URL(signIn.issuer).origin, ...(signIn.page.origins ?? [])]
}

type Given = { config: Config; people: People | undefined /** Of the page, without a scheme. */; host: string }

/** As the authorizer reads it. What the page is told becomes an output: `npm run deploy` puts it beside the page. */
export const signInOf = (scope: Stack, { config: { signIn }, people, host }: Given): string => {
  const tell = (page: PageSignIn): void => void new CfnOutput(scope, 'PageSignIn', { value: JSON.stringify(page) })
  if (people) {
    const clientId = pageClient(scope, { people, host })
    tell({ issuer: people.issuer, clientId, scope: 'openid profile', shows: 'access', signOutUrl: `${people.signInUrl}/logout` })
    new CfnOutput(scope, 'UserPoolClientId', { value: clientId })
    return written({ issuer: people.issuer, audience: clientId, roleClaim: 'cognito:groups', kind: 'cognito' })
  }
  if (typeof signIn === 'string') return NOBODY
  const { page, ...authorizer } = signIn
  if (page) {
    const { clientId, scope: asked } = page
    // Access tokens that are meant for the client itself need not be texts that can be checked: ID tokens are.
    tell(PageSignIn.parse({ issuer: signIn.issuer, clientId, scope: asked, shows: clientId === signIn.audience ? 'id' : 'access' }))
  }
  return written(authorizer)
}

const written = (signIn: SignIn): string => JSON.stringify(signIn)

const pageClient = (scope: Stack, { people, host }: { people: People; host: string }): string => {
  const { userPoolClientId } = new UserPoolClient(scope, 'page-client', {
    userPool: people.pool,
    userPoolClientName: 'ringmaster',
    // Passwords never travel: whoever signs in without the page proves that they know it.
    authFlows: { userSrp: true },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
      callbackUrls: [`https://${host}${SIGNED_IN_PATH}`],
      logoutUrls: [`https://${host}${SIGNED_OUT_PATH}`],
    },
    preventUserExistenceErrors: true,
    // So long may somebody go on who was put out of a group: a token says what was so when it was made.
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    refreshTokenValidity: Duration.hours(12),
    // Whoever signs out on the page gives theirs back.
    enableTokenRevocation: true,
  })
  return userPoolClientId
}
