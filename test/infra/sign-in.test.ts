// Who signs people in, as it is deployed: the pool, the page's client, and what the page and the authorizer are told.
import { App, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { PageSignIn, type SignIn } from '#contract/sign-in.ts'
import { type Config, configOf } from '../../infra/config.ts'
import { issuerOrigins, signInOf } from '../../infra/sign-in.ts'
import { synthesized } from '../support/synthesized.ts'

const elsewhere: SignIn = { issuer: 'https://id.example.com/realm', audience: 'ringmaster', roleClaim: 'roles', kind: 'standard' }

const toldBy = (signIn: Config['signIn']) => {
  const stack = new Stack(new App(), 'service')
  const config = { ...configOf('dev'), signIn }
  const authorizer = signInOf(stack, { config, people: undefined, host: 'calls.example.com' })
  const { Value } = z.object({ Value: z.optional(z.string()) }).parse(Template.fromStack(stack).findOutputs('PageSignIn').PageSignIn ?? {})
  return {
    authorizer,
    page: Value === undefined ? undefined : PageSignIn.parse(JSON.parse(Value)),
    origins: issuerOrigins(config, undefined),
  }
}

test('the page of a stage signs people in at its own pool, with a code, and comes back to its own address', () => {
  const client = synthesized('prod').only('AWS::Cognito::UserPoolClient').Properties
  expect(client).toMatchObject({
    AllowedOAuthFlows: ['code'],
    AllowedOAuthFlowsUserPoolClient: true,
    EnableTokenRevocation: true,
    AllowedOAuthScopes: ['openid', 'profile'],
    CallbackURLs: [{ 'Fn::Join': ['', ['https://', expect.anything(), '/signed-in']] }],
    LogoutURLs: [{ 'Fn::Join': ['', ['https://', expect.anything(), '/signed-out']] }],
  })
})

test('an issuer of somebody else’s is told to the page where the page is known to it', () => {
  const page = { clientId: 'page', origins: ['https://tokens.example.com'] }
  expect(toldBy({ ...elsewhere, page })).toEqual({
    authorizer: JSON.stringify(elsewhere),
    page: { issuer: elsewhere.issuer, clientId: 'page', scope: 'openid profile', shows: 'access' },
    origins: ['https://id.example.com', 'https://tokens.example.com'],
  })
  expect(toldBy(elsewhere)).toEqual({ authorizer: JSON.stringify(elsewhere), page: undefined, origins: [] })
})

test('where tokens are meant for the page itself it shows the ID token', () => {
  expect(toldBy({ ...elsewhere, page: { clientId: 'ringmaster' } }).page?.shows).toBe('id')
})

test('nobody signs in where nobody is to', () => {
  expect(toldBy('nobody')).toEqual({ authorizer: 'none', page: undefined, origins: [] })
})
