import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentAddress } from '#providers/elevenlabs.ts'
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
