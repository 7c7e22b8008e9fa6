import { expect, test } from 'vitest'
import { createApi } from '#contract/client.ts'
import { createEar } from '../../../dashboard/listening/ear.ts'
import { aCall } from '../support/build.ts'
import { fakeEars } from '../support/ears.ts'
import { type Answers, fakeServer, problem } from '../support/server.ts'
import { manualTiming } from '../support/timing.ts'

const answered = () => new Promise((resolve) => setTimeout(resolve, 5))
const PASS = { url: 'wss://bridge.test/listen/pass', expiresAt: '2026-11-03T14:00:30.000Z' }
const audio = (by: 'caller' | 'agent') => ({ type: 'audio', by, atMs: 0, payload: Buffer.alloc(160).toString('base64') }) as const

const anEar = (answers: Answers = { listenToCall: () => PASS }) => {
  const { openSocket, openSpeaker, all } = fakeEars()
  const timing = manualTiming()
  const server = fakeServer(answers)
  const ear = createEar({ callId: aCall(1).id, api: createApi({ fetch: server.fetch }), openSocket, openSpeaker, timing })
  /** The line that was asked for, once it stands. */
  const opened = async () => {
    await answered()
    const socket = all.sockets.at(-1)
    if (!socket) throw new Error('No line was opened.')
    socket.open()
    return socket
  }
  return { ear, timing, opened, ...server, ...all }
}

test('hears both voices, decoded, and what silences the agent', async () => {
  const { ear, opened, speakers } = anEar()
  ear.listen()
  expect(ear.state()).toEqual({ is: 'opening' })
  const line = await opened()
  expect(line.url).toBe(PASS.url)
  expect(ear.state()).toEqual({ is: 'on', isMuted: false })
  line.say(audio('caller'))
  line.say(audio('agent'))
  line.say({ type: 'silenced', atMs: 1 })
  const voices = [
    { by: 'caller', samples: 160 },
    { by: 'agent', samples: 160 },
  ]
  expect(speakers).toEqual([{ played: voices, silences: 1, isClosed: false }])
})

test('opens the loudspeakers with the press itself: a browser would refuse them later', () => {
  const { ear, speakers, requests } = anEar()
  ear.listen()
  expect(speakers).toHaveLength(1)
  expect(requests).toHaveLength(1)
})

test('is over with the call, and with nobody listening any more', async () => {
  for (const end of ['over', 'stop'] as const) {
    const { ear, opened, speakers } = anEar()
    ear.listen()
    const line = await opened()
    if (end === 'over') line.say({ type: 'over' })
    else ear.stop()
    expect(ear.state().is).toBe(end === 'over' ? 'over' : 'off')
    expect(line.isClosed).toBe(true)
    expect(speakers[0]?.isClosed).toBe(true)
    // The bridge closes the line then, which is no loss.
    line.cut()
    expect(ear.state().is).toBe(end === 'over' ? 'over' : 'off')
  }
})

test('says so when the line is lost, and can be tried again with a pass of its own', async () => {
  const { ear, opened, asked } = anEar()
  ear.listen()
  const line = await opened()
  line.cut()
  expect(ear.state()).toMatchObject({ is: 'failed', error: { message: expect.stringContaining('was lost') } })
  ear.listen()
  await opened()
  expect(ear.state().is).toBe('on')
  expect(asked('listenToCall')).toHaveLength(2)
})

test('says why there is no pass, and when nobody answers', async () => {
  const refused = anEar({ listenToCall: () => problem('conflict', 'The call is over.') })
  refused.ear.listen()
  await answered()
  expect(refused.ear.state()).toMatchObject({ is: 'failed', error: { message: 'The call is over.' } })

  const silent = anEar()
  silent.ear.listen()
  await answered()
  silent.timing.advance(10_000)
  expect(silent.ear.state()).toMatchObject({ is: 'failed', error: { message: expect.stringContaining('in time') } })
})

test('a hint goes over the line that is there', async () => {
  const { ear, opened } = anEar()
  ear.listen()
  const line = await opened()
  ear.tell('Be brief.')
  expect(line.sent).toEqual([{ type: 'hint', text: 'Be brief.' }])
  expect(ear.hint()).toBe('sent')
  line.say({ type: 'hint', isTaken: true })
  expect(ear.hint()).toBe('taken')
  expect(ear.state().is).toBe('on')
})

test('a hint of somebody who does not listen opens a line without sound, for as long as it takes', async () => {
  const { ear, opened, speakers } = anEar()
  ear.tell('Be brief.')
  const line = await opened()
  expect(line.sent).toEqual([{ type: 'hint', text: 'Be brief.' }])
  line.say(audio('caller'))
  line.say({ type: 'hint', isTaken: false })
  expect(ear.hint()).toBe('refused')
  expect(ear.state().is).toBe('off')
  expect(line.isClosed).toBe(true)
  expect(speakers).toEqual([])
})

test('a hint that was on its way when the line was lost was not taken', async () => {
  const { ear, opened } = anEar()
  ear.listen()
  const line = await opened()
  ear.tell('Be brief.')
  line.cut()
  expect(ear.hint()).toBe('refused')
})

test('what it does not understand is left aside', async () => {
  const { ear, opened, speakers } = anEar()
  ear.listen()
  const line = await opened()
  line.say('{"type":"video"}')
  line.say('hello')
  line.say(audio('agent'))
  expect(speakers[0]?.played).toHaveLength(1)
})
