import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { describe, expect, onTestFinished, test } from 'vitest'
import { AwsError, type AwsOperation, serveAwsJson } from '../../local/aws-json.ts'
import { credentials } from '../../local/credentials.ts'
import { secretsOperations } from '../../local/secrets.ts'

const serve = async (operations: Record<string, AwsOperation>) => {
  const { url, close } = await serveAwsJson({ secretsmanager: operations })
  onTestFinished(close)
  const client = new SecretsManagerClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  const post = (target: string, body: string, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body, headers: { 'x-amz-target': target, ...headers } })
  return { client, post }
}

describe('an AWS JSON endpoint', () => {
  test('answers an operation that it does not have as AWS does', async () => {
    const { client } = await serve({})
    await expect(client.send(new ListSecretsCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' })
  })

  test('gives an exception its name and anything else status 500', async () => {
    const { post } = await serve({
      refuse: async () => {
        throw new AwsError('ThrottlingException', 'slowly')
      },
      fail: async () => {
        throw new Error('broken')
      },
    })
    const refused = await post('secretsmanager.refuse', '{}')
    expect([refused.status, await refused.json()]).toEqual([400, { __type: 'ThrottlingException', message: 'slowly' }])
    const broken = await post('secretsmanager.fail', '{}')
    expect([broken.status, await broken.json()]).toEqual([500, { __type: 'InternalServerError', message: 'broken' }])
  })

  test('refuses a body that is not JSON, and a target that no service has', async () => {
    const { post } = await serve({ echo: async (input) => input })
    expect(await (await post('secretsmanager.echo', '{')).json()).toMatchObject({ __type: 'SerializationException' })
    expect(await (await post('other.echo', '{}')).json()).toMatchObject({ __type: 'UnknownOperationException' })
    expect(await (await post('secretsmanager.toString', '{}')).json()).toMatchObject({ __type: 'UnknownOperationException' })
  })

  test('refuses pages of other sites', async () => {
    const { post } = await serve({ echo: async (input) => input })
    const answer = await post('secretsmanager.echo', '{}', { origin: 'https://elsewhere.example' })
    expect(await answer.json()).toMatchObject({ __type: 'AccessDeniedException' })
  })
})

describe('secrets', () => {
  const arn = (rest: string) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${rest}`
  const get = async (id: string) => {
    const { client } = await serve(secretsOperations({ 'ringmaster/twilio': '{"authToken":"t"}', 'ends-signed': 's' }))
    return client.send(new GetSecretValueCommand({ SecretId: id }))
  }

  test.each([
    ['their name', 'ringmaster/twilio'],
    ['their whole ARN', arn('ringmaster/twilio-a1B2c3')],
    ['their ARN without its suffix', arn('ringmaster/twilio')],
  ])('are found by %s', async (_by, id) => {
    expect(await get(id)).toMatchObject({ Name: 'ringmaster/twilio', SecretString: '{"authToken":"t"}' })
  })

  test('whose name ends like a suffix are found by their partial ARN', async () => {
    expect(await get(arn('ends-signed'))).toMatchObject({ SecretString: 's' })
  })

  test('that do not exist are not found', async () => {
    await expect(get('nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(get('constructor')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
