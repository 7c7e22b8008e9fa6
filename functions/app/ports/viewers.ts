// Who watches, and how they are told.
import type { Caller } from '#contract/caller.ts'
import type { PushedEvent } from '#contract/events.ts'

/** Who watches the dashboard, and what. A topic is a campaign's id, or `all`. */
export type Viewers = {
  issueTicket(viewer: Caller): Promise<{ ticket: string; expiresAt: string }>
  /** Whose it is: once for each ticket, within its 30 seconds. */
  spendTicket(ticket: string): Promise<Caller | undefined>
  connect(connectionId: string, viewer: Caller): Promise<void>
  /** Who opened the connection; undefined when it is over. */
  viewer(connectionId: string): Promise<Caller | undefined>
  disconnect(connectionId: string): Promise<void>
  /** `until` of the viewer: what they showed is good no longer. */
  subscribe(connectionId: string, topic: string, viewer?: Partial<Pick<Caller, 'principal' | 'until'>>): Promise<void>
  unsubscribe(connectionId: string, topic: string): Promise<void>
  of(topic: string): Promise<Watcher[]>
}

/** `principal`: who opened the connection. */
export type Watcher = { connectionId: string; principal?: string | undefined }

/** Sends to one viewer; false when the viewer is gone. */
export type Push = (connectionId: string, event: PushedEvent) => Promise<boolean>

/** Ends one viewer's connection; one that is over already is a success. */
export type CutOff = (connectionId: string) => Promise<void>
