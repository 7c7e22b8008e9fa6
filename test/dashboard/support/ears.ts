// Lines to live calls that a test opens, speaks through and cuts, and loudspeakers that remember what was played.
import { FromListener, type ToListener, type Voice } from '#contract/listening.ts'
import type { OpenSocket } from '../../../dashboard/connection/line.ts'
import type { Speaker } from '../../../dashboard/listening/speaker.ts'

type FakeEar = {
  url: string
  sent: FromListener[]
  isClosed: boolean
  open(): void
  say(message: ToListener | string): void
  cut(): void
}

type FakeSpeaker = { played: { by: Voice; samples: number }[]; silences: number; isClosed: boolean }

export const fakeEars = () => {
  const sockets: FakeEar[] = []
  const speakers: FakeSpeaker[] = []
  const openSocket: OpenSocket = (url, on) => {
    const ear: FakeEar = {
      url,
      sent: [],
      isClosed: false,
      open: on.open,
      say: (message) => on.message(typeof message === 'string' ? message : JSON.stringify(message)),
      cut: on.close,
    }
    sockets.push(ear)
    return {
      send: (text) => ear.sent.push(FromListener.parse(JSON.parse(text))),
      close: () => {
        ear.isClosed = true
      },
    }
  }
  const openSpeaker = (): Speaker => {
    const speaker: FakeSpeaker = { played: [], silences: 0, isClosed: false }
    speakers.push(speaker)
    return {
      play: (by, samples) => speaker.played.push({ by, samples: samples.length }),
      silence: () => {
        speaker.silences += 1
      },
      levels: () => ({ caller: speaker.played.some(({ by }) => by === 'caller') ? 0.5 : 0, agent: 0 }),
      close: () => {
        speaker.isClosed = true
      },
    }
  }
  return { openSocket, openSpeaker, all: { sockets, speakers } }
}
