// The whole page over a fake server, fake sockets and a clock of its own.
import { createMemoryHistory } from '@tanstack/react-router'
import { act, cleanup, configure, render, waitFor } from '@testing-library/react'
import type { PushedEvent } from '#contract/events.ts'
import { App } from '../../../dashboard/app.tsx'
import { GATHER_MS } from '../../../dashboard/connection/gather.ts'
import type { OpenSocket } from '../../../dashboard/connection/line.ts'
import type { World } from '../../../dashboard/connection/world.tsx'
import { anAccount } from './build.ts'
import { fakeEars } from './ears.ts'
import { type Answers, fakeServer } from './server.ts'
import { fakeSockets } from './sockets.ts'
import { manualTiming } from './timing.ts'

// A busy machine may take its time: the first test of a file waits for all modules of its page.
configure({ asyncUtilTimeout: 30_000 })

// What nothing lays out has no height, in which no row would be in sight.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, value: 800 },
  clientWidth: { configurable: true, value: 1_000 },
})

/** The query cache tells its readers in a task of its own. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

const memory = (): World['storage'] => {
  const held = new Map<string, string>()
  return {
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => void held.set(name, value),
    removeItem: (name) => void held.delete(name),
  }
}

const TICKET = { ticket: 'abc', socketUrl: 'wss://live.test/v1', expiresAt: '2026-11-03T14:00:30.000Z' }

type Options = {
  access?: 'loopback' | 'key'
  signInAt?: Parameters<typeof fakeServer>[2]
  /** Of an earlier visit in the same tab: this one is a reload. */
  storage?: World['storage']
}

export const openPage = (address: string, answers: Answers, { access = 'loopback', signInAt, storage = memory() }: Options = {}) => {
  const server = fakeServer(
    {
      listCampaigns: () => ({ items: [], nextCursor: null }),
      listCalls: () => ({ items: [], nextCursor: null }),
      listSheets: () => ({ items: [] }),
      listTemplates: () => ({ items: [], nextCursor: null }),
      accountStatus: () => anAccount(),
      campaignActivity: () => ({ items: [], nextCursor: null }),
      health: () => ({ ok: true, time: '2026-11-03T14:03:00.000Z', checks: [] }),
      createTicket: () => TICKET,
      whoAmI: () => ({ principal: 'machine', role: 'admin' }),
      ...answers,
    },
    access,
    signInAt,
  )
  const live = fakeSockets()
  const ears = fakeEars()
  const openSocket: OpenSocket = (url, on) => (url.includes('/listen/') ? ears : live).openSocket(url, on)
  const timing = manualTiming({ start: Date.now() })
  let pushedAt = Number.NEGATIVE_INFINITY
  const wakers = new Set<() => void>()
  const onWake: World['onWake'] = (wake) => {
    wakers.add(wake)
    return () => wakers.delete(wake)
  }
  const origin = 'http://ringmaster.test'
  const left: string[] = []
  const leaveTo = (url: string): void => void left.push(url)
  const history = createMemoryHistory({ initialEntries: [address] })
  cleanup()
  render(
    <App
      world={{ fetch: server.fetch, openSocket, openSpeaker: ears.openSpeaker, timing, storage, onWake, origin, leaveTo }}
      history={history}
    />,
  )
  return {
    ...server,
    history,
    storage,
    /** Where the browser was sent to. */
    left,
    sockets: live.sockets,
    ears: ears.all,
    /** Opens the newest socket, once it has been asked for. */
    connect: async (count = 1) => {
      await waitFor(() => {
        if (live.sockets.length < count) throw new Error('No socket has been asked for.')
      })
      await act(async () => live.newest().open())
    },
    /** As long after the one before as news is written at once. */
    push: (event: PushedEvent) =>
      act(async () => {
        timing.advance(Math.max(0, pushedAt + GATHER_MS - timing.now()))
        pushedAt = timing.now()
        // As a browser does: what was answered before is taken in before the next message is heard.
        await settled()
        live.newest().say(event)
        await settled()
      }),
    cut: () => act(async () => live.newest().cut()),
    advance: (ms: number) => act(async () => timing.advance(ms)),
    wake: () =>
      act(async () => {
        for (const wake of wakers) wake()
      }),
  }
}
