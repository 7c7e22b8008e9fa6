// Holds the API's client and the live socket for as long as somebody is let in.
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { type Api, createApi } from '#contract/client.ts'
import { Refusal } from '#contract/client-errors.ts'
import { applyNews } from '../held/apply.ts'
import { refresh } from '../held/queries.ts'
import { createLive } from '../live.ts'
import type { Session } from '../sign-in/session.ts'
import { gather } from './gather.ts'
import { uploadOver } from './upload.ts'
import { ME } from './use-me.ts'
import { type Connected, ConnectionProvider, type World } from './world.tsx'

export type Entry = {
  /** Absent where the API asks for none. */
  apiKey?: string
  /** Of whoever signed in, in place of a key. */
  session?: Session
  onKeyRefused: () => void
  /** Absent where nobody had to show anything. */
  leave?: () => void
}

const watchful =
  (api: Api, onKeyRefused: () => void): Api =>
  async (operation, input) => {
    try {
      return await api(operation, input)
    } catch (error) {
      if (error instanceof Refusal && error.problem.code === 'unauthorized') onKeyRefused()
      throw error
    }
  }

export const Connection = ({ world, apiKey, session, onKeyRefused, leave, children }: Entry & { world: World; children: ReactNode }) => {
  const client = useQueryClient()
  const [connected, setConnected] = useState<Connected>()

  useEffect(() => {
    const api = watchful(
      createApi({ fetch: session?.fetch ?? world.fetch, ...(apiKey === undefined ? {} : { key: apiKey }) }),
      onKeyRefused,
    )
    const news = gather(world.timing, (heard) => applyNews(client, heard))
    const live = createLive({
      ticket: () => api('createTicket', {}),
      openSocket: world.openSocket,
      timing: world.timing,
      onEvent: news.hear,
      onSnapshotNeeded: (topic) => refresh(client, topic),
      onUnreadable: (text) => console.warn('A message of the live socket was not understood and left aside:', text),
    })
    const { openSocket, openSpeaker, timing, storage, fetch } = world
    setConnected({ api, upload: uploadOver(fetch), live, openSocket, openSpeaker, timing, storage })
    const ignoreWake = world.onWake(live.wake)
    const ignoreRenewal = session?.onRenewed(live.renew)
    return () => {
      ignoreWake()
      ignoreRenewal?.()
      live.close()
      news.close()
      // Whoever comes next may be somebody else.
      client.removeQueries({ queryKey: ME })
      setConnected(undefined)
    }
  }, [world, apiKey, session, onKeyRefused, client])

  return connected ? <ConnectionProvider value={leave ? { ...connected, leave } : connected}>{children}</ConnectionProvider> : null
}
