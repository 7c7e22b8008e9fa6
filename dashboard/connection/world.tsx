// What the page needs from outside, as small plain types, and how its parts get at it.
import { createContext, useContext } from 'react'
import type { Api, Fetch } from '#contract/client.ts'
import type { Speaker } from '../listening/speaker.ts'
import type { Live } from '../live.ts'
import type { OpenSocket, Timing } from './line.ts'
import type { Upload } from './upload.ts'

export type World = {
  fetch: Fetch
  openSocket: OpenSocket
  /** The loudspeakers, for a call that is listened to. */
  openSpeaker: () => Speaker
  timing: Timing
  /** Where the key, and what was typed into a form, is kept while the browser tab is open. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** The page's own scheme and host. */
  origin: string
  /** Goes to an address of somebody else's, who sends the browser back. */
  leaveTo(url: string): void
  /** Calls back when the page may have missed something: it was asleep, or the network was gone. */
  onWake(wake: () => void): () => void
}

export type Connected = {
  api: Api
  /** Sends a file to a presigned address. */
  upload: Upload
  live: Live
  /** Forgets who one is; absent where nobody was asked. */
  leave?: () => void
} & Pick<World, 'openSocket' | 'openSpeaker' | 'timing' | 'storage'>

const Connection = createContext<Connected | undefined>(undefined)
export const ConnectionProvider = Connection.Provider

export const useConnection = (): Connected => {
  const connected = useContext(Connection)
  if (!connected) throw new Error('This part of the page is used outside of ConnectionProvider.')
  return connected
}
