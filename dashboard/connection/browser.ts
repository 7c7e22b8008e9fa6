// The browser's own fetch, sockets, timers and storage, as the page's world.
import { openSpeaker } from '../listening/speaker.ts'
import type { OpenSocket } from './line.ts'
import type { World } from './world.tsx'

const openSocket: OpenSocket = (url, on) => {
  const socket = new WebSocket(url)
  socket.addEventListener('open', on.open)
  // An error is always followed by a close.
  socket.addEventListener('close', on.close)
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') on.message(data)
  })
  return { send: (text) => socket.send(text), close: () => socket.close() }
}

export const browser: World = {
  fetch: (url, init) => window.fetch(url, init),
  openSocket,
  openSpeaker,
  timing: {
    now: Date.now,
    random: Math.random,
    after: (ms, fn) => {
      const timer = setTimeout(fn, ms)
      return () => clearTimeout(timer)
    },
  },
  storage: window.sessionStorage,
  origin: window.location.origin,
  leaveTo: (url) => window.location.assign(url),
  onWake: (wake) => {
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') wake()
    }
    document.addEventListener('visibilitychange', onVisible)
    window.addEventListener('online', wake)
    return () => {
      document.removeEventListener('visibilitychange', onVisible)
      window.removeEventListener('online', wake)
    }
  },
}
