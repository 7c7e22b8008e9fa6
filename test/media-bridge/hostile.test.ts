// Sockets that are no call, over the whole bridge.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { frame } from '../support/bridge.ts'
import { aToken, audio, media, openStream, startAgent, startStream, startTestBridge, upgradeRequest } from '../support/bridge-peers.ts'
import { eventually } from '../support/eventually.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const startAll = async () => {
  const agent = await startAgent()
  closing.push(agent.close)
  const bridge = await startTestBridge(agent.url)
  closing.push(() => bridge.drain(0))
  return { agent, bridge }
}

/** Connected, and having said this much. */
const stranger = async (port: number, words: string | Buffer = ''): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  closing.push(() => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.resume()
  await once(socket, 'connect')
  socket.write(words)
  return socket
}

const WORDS = [
  '',
  'GET /media/x HTTP/1.1\r\n',
  'GET /ready HTTP/1.1\r\nHost: x\r\n\r\n',
  Buffer.alloc(1_000, 0x81),
  `GET /${'x'.repeat(64 * 1024)}`,
]

describe('a crowd of strangers', () => {
  it('neither disturbs a live call nor keeps the next one out', async () => {
    const { agent, bridge } = await startAll()
    const caller = await startStream(bridge)
    const conversation = await agent.conversation()
    await conversation.hears({ type: 'conversation_initiation_client_data' })
    const crowd: Socket[] = []
    for (let n = 0; n < 1_000; n++) crowd.push(await stranger(bridge.port, WORDS[n % WORDS.length]))

    caller.say(media(frame(1)))
    await conversation.hears({ user_audio_chunk: frame(1) })
    conversation.say(audio(1, frame(2)))
    await caller.hears(media(frame(2)))
    // Its token was used, which it is told: it got through.
    expect(await openStream(bridge, { token: aToken() })).toBe(409)
    await eventually(() => crowd.filter(({ destroyed }) => !destroyed).length).toBeLessThanOrEqual(512)
  })

  it('that only knocks with false signatures fills neither places nor log', async () => {
    const { bridge } = await startAll()
    const refused = Array.from({ length: 100 }, async () => {
      const socket = await stranger(
        bridge.port,
        upgradeRequest(`${aToken()}`).replace(/X-Twilio-Signature: .*/, 'X-Twilio-Signature: none'),
      )
      await once(socket, 'close')
    })
    await Promise.all(refused)
    expect(bridge.lines).toEqual([])
    expect(await (await fetch(`http://127.0.0.1:${bridge.port}/ready`)).json()).toEqual({ state: 'running', live: 0 })
  })

  it('is sent away when it says nothing for some seconds', async () => {
    const { bridge } = await startAll()
    const silent = await stranger(bridge.port)
    const slow = await stranger(bridge.port, 'GET /media/x HTTP/1.1\r\n')
    await Promise.all([once(silent, 'close'), once(slow, 'close')])
  }, 15_000)
})
