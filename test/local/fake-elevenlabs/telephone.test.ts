// A registered call: the simulated ElevenLabs holds the conversation on the simulated Twilio's stream, with nothing between them.
import { afterEach, describe, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { AGENT_ID, type Agents, initiation, startAgents } from '../../support/fake-elevenlabs.ts'
import { FROM, startTelephony, type Telephony } from '../../support/fake-twilio.ts'

const HOST = 'elevenlabs.ringmaster.test'

let agents: Agents
let telephony: Telephony | undefined
afterEach(async () => {
  await telephony?.close()
  telephony = undefined
  await agents.close()
})

const { type, ...told } = initiation()
const REGISTRATION = {
  agent_id: AGENT_ID,
  from_number: FROM,
  to_number: '+12025550190',
  direction: 'outbound',
  conversation_initiation_client_data: told,
}

const register = (body: object = REGISTRATION, key = 'key-of-the-tests'): Promise<Response> =>
  fetch(`${agents.fake.url}/v1/convai/twilio/register-call`, { method: 'POST', headers: { 'xi-api-key': key }, body: JSON.stringify(body) })

const call = async (last: string, speed: number) => {
  agents = await startAgents({ speed, streamHost: HOST })
  const edges = { [HOST]: agents.fake.url.replace('http', 'ws') }
  telephony = await startTelephony({ clock: agents.clock, edges })
  const { fake, client } = telephony
  const twiml = await (await register()).text()
  await client.calls.create({ to: `+1202555${last}`, from: FROM, twiml })
  await eventually(() => fake.calls()[0]?.endedAt !== undefined).toBe(true)
  return { media: fake.calls()[0]?.media, conversation: agents.fake.conversations()[0], twiml, client, fake }
}

describe('a registered call', () => {
  test('is held by the agent as it was told to', async () => {
    const { media, conversation } = await call('0190', 200)
    expect(media).toMatchObject({ exchanged: true, errors: [] })
    expect(conversation).toMatchObject({ firstMessage: 'Hello Ana, this is Ringmaster.', userId: 'att_1' })
    expect(conversation?.transcript.map(({ role }) => role)).toEqual(['agent', 'user', 'agent'])
    expect(conversation?.missedPongs).toEqual([])
  })

  test('is interrupted by somebody who talks over the agent', async () => {
    const { media, conversation } = await call('0196', 10)
    expect(conversation?.interruptions).toBeGreaterThan(0)
    expect(media).toMatchObject({ interrupted: true, errors: [] })
  })

  test('connects once', async () => {
    const { twiml, client, fake } = await call('0190', 200)
    await client.calls.create({ to: '+12025550190', from: FROM, twiml })
    await eventually(() => fake.calls()[1]?.endedAt !== undefined).toBe(true)
    expect(fake.calls()[1]?.media).toMatchObject({ errors: [31920] })
  })
})

describe('a registration', () => {
  test.each([
    ['without the key', REGISTRATION, 'wrong', 401],
    ['of another agent', { ...REGISTRATION, agent_id: 'agent_2' }, undefined, 404],
    ['with a number that is none', { ...REGISTRATION, to_number: '0190' }, undefined, 422],
    ['with a field that is not known', { ...REGISTRATION, agent_phone_number_id: 'phnum_1' }, undefined, 422],
  ])('is refused %s', async (_, body, key, status) => {
    agents = await startAgents()
    expect((await register(body, key)).status).toBe(status)
  })
})
