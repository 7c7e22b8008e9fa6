// The pure parts of a simulated call's audio: coding, voices, the play-out buffer, the person.
import { describe, expect, test } from 'vitest'
import { createCaller, type Manner } from '../../../local/media-stream/caller.ts'
import { createPlayout } from '../../../local/media-stream/playout.ts'
import { seeded } from '../../../local/simulated/seeded.ts'
import { encodeSample, FRAME_BYTES, isVoiced, silence } from '../../../local/simulated/ulaw.ts'
import { AGENT_PITCH_HZ, CALLER_PITCH_HZ, makeBeep, makeVoice, speak } from '../../../local/simulated/voice.ts'

const frames = (audio: Buffer) =>
  Array.from({ length: Math.floor(audio.length / FRAME_BYTES) }, (_, i) => audio.subarray(i * FRAME_BYTES, (i + 1) * FRAME_BYTES))

describe('u-law', () => {
  // Ends of the segments in table 2b of ITU-T G.711, scaled from 14 to 16 bits.
  test.each([
    [0, 0xff],
    [8, 0xfe],
    [-8, 0x7e],
    [32_635, 0x80],
    [-32_635, 0x00],
    [40_000, 0x80],
    [1_000, 0xce],
  ])('encodes %i as %i', (sample, byte) => {
    expect(encodeSample(sample)).toBe(byte)
  })

  test('silence is not voiced, however it is signed', () => {
    expect(isVoiced(silence(20))).toBe(false)
    expect(isVoiced(Buffer.alloc(160, 0x7f))).toBe(false)
    expect(isVoiced(Buffer.alloc(0))).toBe(false)
  })
})

describe('voices', () => {
  test.each([CALLER_PITCH_HZ, AGENT_PITCH_HZ])('a voice of %i Hz is heard in each of its frames', (pitch) => {
    expect(frames(makeVoice(pitch)).filter((frame) => !isVoiced(frame))).toEqual([])
    expect(isVoiced(makeBeep(20))).toBe(true)
  })

  test('caller and agent do not sound alike', () => {
    expect(makeVoice(CALLER_PITCH_HZ).equals(makeVoice(AGENT_PITCH_HZ))).toBe(false)
  })

  test('speech goes on where it was, round and round', () => {
    const voice = makeVoice(CALLER_PITCH_HZ)
    const twice = speak(voice, 0, voice.length * 2)
    expect(twice.equals(Buffer.concat([voice, voice]))).toBe(true)
    expect(speak(voice, voice.length - 10, 30).equals(twice.subarray(voice.length - 10, voice.length + 20))).toBe(true)
  })
})

describe('play-out', () => {
  test('a mark is due when the audio before it has been played', () => {
    const playout = createPlayout()
    playout.play(800, 0)
    playout.mark('a', 10)
    playout.play(800, 20)
    playout.mark('b', 20)
    expect(playout.due(99)).toEqual([])
    expect(playout.due(100)).toEqual(['a'])
    expect(playout.due(199)).toEqual([])
    expect(playout.due(200)).toEqual(['b'])
  })

  test('clear makes every mark due and forgets the audio', () => {
    const playout = createPlayout()
    playout.play(8_000, 0)
    playout.mark('a', 0)
    expect(playout.clear(100)).toBe(true)
    expect(playout.due(100)).toEqual(['a'])
    expect(playout.endsAt()).toBe(100)
    expect(playout.clear(100)).toBe(false)
  })

  test('audio beyond ten minutes is thrown away', () => {
    const playout = createPlayout()
    expect(playout.play(10 * 60 * 8_000, 0)).toBe(true)
    expect(playout.play(8, 0)).toBe(false)
    expect(playout.play(8, 1)).toBe(true)
  })
})

describe('the person', () => {
  /** What is sent in each 20 ms when the agent speaks from `from` to `to`. */
  const listen = (manner: Manner, { from, to, until = 10_000 }: { from: number; to: number; until?: number }, isSample = false) => {
    const caller = createCaller({ manner, isSample, random: seeded(1, manner) })
    const sent: { at: number; sound: unknown }[] = []
    for (let at = 0; at < until; at += 20) {
      if (at === from) caller.hears(at)
      sent.push({ at, sound: caller.sound(at, at >= from ? to : Number.NEGATIVE_INFINITY) })
    }
    return { caller, spokeAt: sent.find(({ sound }) => sound === 'speech')?.at, sent }
  }

  test('speaks when the agent has finished', () => {
    const { spokeAt } = listen('talks', { from: 200, to: 3_000 })
    expect(spokeAt).toBeGreaterThanOrEqual(3_000)
    expect(spokeAt).toBeLessThan(4_000)
  })

  test('speaks after a while when nobody says anything', () => {
    expect(listen('talks', { from: 20_000, to: 20_000 }).spokeAt).toBe(4_000)
  })

  test('talks over the agent when that is their manner', () => {
    expect(listen('talks-over', { from: 200, to: 3_000 }).spokeAt).toBe(800)
  })

  test('presses the key before speaking', () => {
    const { sent, spokeAt } = listen('presses-key', { from: 200, to: 3_000 })
    const pressedAt = sent.find(({ sound }) => typeof sound === 'object')?.at
    expect(pressedAt).toBeLessThan(spokeAt ?? 0)
  })

  test('sends something in every frame of a whole conversation, and next to nothing after a sample', () => {
    expect(listen('talks', { from: 200, to: 3_000 }).sent.every(({ sound }) => sound !== undefined)).toBe(true)
    const sample = listen('talks', { from: 200, to: 600, until: 1_400 }, true)
    const speech = sample.sent.filter(({ sound }) => sound === 'speech')
    expect(speech).toHaveLength(20)
    expect(sample.sent.filter(({ sound }) => sound === 'silence').length).toBeLessThan(10)
  })

  test('an exchange needs the answer of the agent, not only its first message', () => {
    const { caller } = listen('talks', { from: 200, to: 1_000, until: 5_000 })
    expect(caller.hasExchanged()).toBe(false)
    caller.hears(5_000)
    expect(caller.hasExchanged()).toBe(true)
  })
})
