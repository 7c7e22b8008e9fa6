// The pure parts of a simulated call's audio: coding, voices, the play-out buffer, the person.
import { describe, expect, test } from 'vitest'
import { createCaller, type Manner } from '../../../local/media-stream/caller.ts'
import { createOverlaps } from '../../../local/media-stream/overlaps.ts'
import { createPlayout } from '../../../local/media-stream/playout.ts'
import { seeded } from '../../../local/simulated/seeded.ts'
import { encodeSample, FRAME_BYTES, isVoiced, silence } from '../../../local/simulated/ulaw.ts'
import { AGENT_PITCH_HZ, CALLER_PITCH_HZ, makeBeep, makeVoice, speak } from '../../../local/simulated/voice.ts'
import { createUnderstanding, voiceOf, WISHES } from '../../../local/simulated/wishes.ts'

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

const voice = makeVoice(AGENT_PITCH_HZ)
const spoken = (ms: number): Buffer => speak(voice, 0, ms * 8)

describe('wishes', () => {
  const understand = createUnderstanding()

  test.each(WISHES)('%s is known by each frame of its voice, which nobody else has', (wish) => {
    expect(new Set(frames(voiceOf(wish)).map(understand))).toEqual(new Set([wish]))
  })

  test.each([CALLER_PITCH_HZ, AGENT_PITCH_HZ])('a voice of %i Hz wishes nothing', (pitch) => {
    expect(frames(makeVoice(pitch)).filter(understand)).toEqual([])
    expect(understand(silence(20))).toBeUndefined()
  })
})

describe('play-out', () => {
  test('a mark is due when the audio before it has been played', () => {
    const playout = createPlayout()
    playout.play(spoken(100), 0)
    playout.mark('a', 10)
    playout.play(spoken(100), 20)
    playout.mark('b', 20)
    expect(playout.due(99)).toEqual([])
    expect(playout.due(100)).toEqual(['a'])
    expect(playout.due(199)).toEqual([])
    expect(playout.due(200)).toEqual(['b'])
  })

  test('clear makes every mark due and forgets the audio', () => {
    const playout = createPlayout()
    playout.play(spoken(1_000), 0)
    playout.mark('a', 0)
    expect(playout.clear(100)).toBe(true)
    expect(playout.due(100)).toEqual(['a'])
    expect(playout.endsAt()).toBe(100)
    expect(playout.clear(100)).toBe(false)
  })

  test('audio beyond ten minutes is thrown away', () => {
    const playout = createPlayout()
    expect(playout.play(silence(10 * 60 * 1_000), 0)).toBe(true)
    expect(playout.play(silence(1), 0)).toBe(false)
    expect(playout.play(silence(1), 1)).toBe(true)
  })

  test('knows when a voice is heard: from its arrival on, one piece behind the other, without the silence between', () => {
    const playout = createPlayout()
    playout.play(spoken(60), 10)
    playout.play(spoken(40), 20)
    playout.play(Buffer.concat([silence(60), spoken(20)]), 30)
    playout.play(spoken(20), 500)
    expect(playout.heard()).toEqual([
      { fromMs: 10, untilMs: 110 },
      { fromMs: 170, untilMs: 190 },
      { fromMs: 500, untilMs: 520 },
    ])
  })

  test('what is cleared was never heard', () => {
    const playout = createPlayout()
    playout.play(Buffer.concat([spoken(100), silence(100), spoken(100)]), 0)
    playout.clear(40)
    expect(playout.heard()).toEqual([{ fromMs: 0, untilMs: 40 }])
    playout.play(spoken(20), 60)
    expect(playout.heard().at(-1)).toEqual({ fromMs: 60, untilMs: 80 })
  })
})

describe('talking over the agent', () => {
  /** The caller speaks from `from` to `to`; what else happens is said by the moment. */
  const overlap = (from: number, to: number, happens: (playout: ReturnType<typeof createPlayout>, at: number) => void) => {
    const playout = createPlayout()
    const overlaps = createOverlaps(playout)
    for (let at = 0; at <= to; at += 20) {
      happens(playout, at)
      overlaps.sends(at >= from && at < to ? 'speech' : 'silence', at)
    }
    return overlaps.found
  }

  test('is measured from the caller’s first word to the clear', () => {
    const found = overlap(200, 800, (playout, at) => {
      if (at === 0) playout.play(spoken(2_000), at)
      if (at === 320) playout.clear(at)
    })
    expect(found).toEqual([{ atMs: 200, heardForMs: 120 }])
  })

  test('is longer when audio of the interrupted turn is played after the clear', () => {
    const found = overlap(200, 800, (playout, at) => {
      if (at === 0) playout.play(spoken(2_000), at)
      if (at === 320) playout.clear(at)
      if (at === 340) playout.play(spoken(60), at)
    })
    expect(found).toEqual([{ atMs: 200, heardForMs: 200 }])
  })

  test('lasts as long as the caller speaks when nothing is cleared', () => {
    const found = overlap(200, 800, (playout, at) => {
      if (at === 0) playout.play(spoken(2_000), at)
    })
    expect(found).toEqual([{ atMs: 200, heardForMs: 600 }])
  })

  test('is none when the agent was silent', () => {
    const found = overlap(400, 800, (playout, at) => {
      if (at === 0) playout.play(spoken(200), at)
    })
    expect(found).toEqual([])
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

  test.each(['do-not-call', 'call-back'] as const)('says at first, and once, what is wished: %s', (wish) => {
    const { sent } = listen(wish, { from: 200, to: 600, until: 20_000 })
    const said = sent.map(({ sound }) => sound).filter((sound) => sound !== 'silence')
    const later = said.slice(said.lastIndexOf(wish) + 1)
    expect(said[0]).toBe(wish)
    expect(new Set(later)).toEqual(new Set(['speech']))
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
