import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentAddress, registerCall } from '#providers/elevenlabs.ts'
import { initiation } from '../../media-bridge/agent-stream.ts'
import { aBrief } from '../support/bridge.ts'
import { startHttpStub } from '../support/http-stub.ts'

let stub: Awaited<ReturnType<typeof startHttpStub>>
beforeAll(async () => {
  stub = await startHttpStub()
})
afterAll(() => stub.close())

const address = (apiUrl = stub.url) => agentAddress({ apiUrl, secret: async () => ({ apiKey: 'xi-key', agentId: 'agent 1' }) })()

describe('the agent’s address', () => {
  it('is the signed one that ElevenLabs gives for the agent', async () => {
    stub.answers(200, { signed_url: 'wss://api.elevenlabs.io/v1/convai/conversation?agent_id=a&conversation_signature=s' })
    expect(await address()).toBe('wss://api.elevenlabs.io/v1/convai/conversation?agent_id=a&conversation_signature=s')
    expect(stub.asked.at(-1)).toMatchObject({
      method: 'GET',
      path: '/v1/convai/conversation/get-signed-url?agent_id=agent+1',
      headers: { 'xi-api-key': 'xi-key' },
    })
  })

  it('is that of another agent where the campaign names one', async () => {
    stub.answers(200, { signed_url: 'wss://api.elevenlabs.io/x' })
    await agentAddress({ apiUrl: stub.url, secret: async () => ({ apiKey: 'xi-key', agentId: 'agent 1' }) })('agent_2')
    expect(stub.asked.at(-1)?.path).toBe('/v1/convai/conversation/get-signed-url?agent_id=agent_2')
  })

  it.each([401, 429, 500])('is an error that names the status when ElevenLabs answers %i', async (status) => {
    stub.answers(status, { detail: 'no' })
    await expect(address()).rejects.toThrow(`HTTP ${status}`)
  })

  it.each([
    ['no address', {}],
    ['an address that is no WebSocket', { signed_url: 'https://api.elevenlabs.io/' }],
    ['no JSON', '<html>'],
  ])('is an error when the answer holds %s', async (_, body) => {
    stub.answers(200, body)
    await expect(address()).rejects.toThrow()
  })
})

describe('a registered call', () => {
  const document = '<Response><Connect><Stream url="wss://api.elevenlabs.io/x"/></Connect></Response>'
  const register = (brief = aBrief(), from?: string) =>
    registerCall({
      apiUrl: stub.url,
      secret: async () => ({ apiKey: 'xi-key', agentId: 'agent 1' }),
      ownNumber: async () => '+12025550100',
    })({
      brief,
      to: '+12025550142',
      ...(from ? { from } : {}),
    })

  it('gives the document that connects it, for what the bridge would have told the agent', async () => {
    stub.answers(200, document)
    expect(await register()).toBe(document)
    const { path, headers, body } = stub.asked.at(-1) ?? {}
    expect({ path, key: headers?.['xi-api-key'] }).toEqual({ path: '/v1/convai/twilio/register-call', key: 'xi-key' })
    const { type, ...told } = initiation(aBrief())
    expect(JSON.parse(body ?? '')).toEqual({
      agent_id: 'agent 1',
      from_number: '+12025550100',
      to_number: '+12025550142',
      direction: 'outbound',
      conversation_initiation_client_data: told,
    })
  })

  it('is of the campaign’s own agent and number where it has them', async () => {
    stub.answers(200, document)
    await register(aBrief({ agentId: 'agent_2' }), '+12025550101')
    expect(JSON.parse(stub.asked.at(-1)?.body ?? '')).toMatchObject({ agent_id: 'agent_2', from_number: '+12025550101' })
  })

  it('may come as JSON', async () => {
    stub.answers(200, JSON.stringify(document))
    expect(await register()).toBe(document)
  })

  it.each([
    ['another status', 422, {}],
    ['a document without a stream', 200, '<Response/>'],
  ])('is an error with %s', async (_, status, body) => {
    stub.answers(status, body)
    await expect(register()).rejects.toThrow('ElevenLabs')
  })
})
