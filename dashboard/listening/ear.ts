// An ear at one live call: a pass, then a socket whose audio goes to the loudspeakers. Hints go back over it.
import type { Api } from '#contract/client.ts'
import type { AttemptId } from '#contract/ids.ts'
import { type FromListener, ToListener } from '#contract/listening.ts'
import type { OpenSocket, Timing } from '../connection/line.ts'
import type { Levels, Speaker } from './speaker.ts'
import { decodeUlaw } from './ulaw.ts'

export type EarState =
  | { is: 'off' }
  | { is: 'opening' }
  | { is: 'on'; isMuted: boolean }
  /** The call has ended while it was heard. */
  | { is: 'over' }
  | { is: 'failed'; error: Error }

export type HintState = 'none' | 'sent' | 'taken' | 'refused'

export type Ear = {
  state(): EarState
  hint(): HintState
  onChange(listener: () => void): () => void
  /** Undefined while nothing is heard. */
  levels(): Levels | undefined
  listen(): void
  stop(): void
  /** Opens the line without sound when nobody listens. */
  tell(text: string): void
}

type Parts = { callId: AttemptId; api: Api; openSocket: OpenSocket; openSpeaker: () => Speaker; timing: Pick<Timing, 'after'> }

const DEADLINE_MS = 10_000
const LOST = 'The line to the call was lost. The call itself is not affected; listen again.'

/** Undefined for what this page does not understand: a newer bridge may say more. */
const read = (text: string): ToListener | undefined => {
  try {
    return ToListener.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export const createEar = ({ callId, api, openSocket, openSpeaker, timing }: Parts): Ear => {
  const listeners = new Set<() => void>()
  let state: EarState = { is: 'off' }
  let hint: HintState = 'none'
  let speaker: Speaker | undefined
  let connection: ReturnType<OpenSocket> | undefined
  let waiting: string | undefined
  /** Of the present line: what an earlier one still says is not for us. */
  let generation = 0
  let cancelDeadline = (): void => {}

  const tellChange = (): void => {
    for (const listener of listeners) listener()
  }
  const enter = (next: EarState): void => {
    state = next
    tellChange()
  }
  const enterHint = (next: HintState): void => {
    hint = next
    tellChange()
  }
  const close = (next: EarState): void => {
    generation += 1
    cancelDeadline()
    connection?.close()
    speaker?.close()
    connection = undefined
    speaker = undefined
    waiting = undefined
    if (hint === 'sent') hint = 'refused'
    enter(next)
  }
  const send = (text: string): void => {
    const message: FromListener = { type: 'hint', text }
    connection?.send(JSON.stringify(message))
  }

  const hear = (message: ToListener): void => {
    if (message.type === 'audio') speaker?.play(message.by, decodeUlaw(message.payload))
    if (message.type === 'silenced') speaker?.silence()
    if (message.type === 'over') close({ is: 'over' })
    if (message.type !== 'hint') return
    enterHint(message.isTaken ? 'taken' : 'refused')
    // The line was opened for the hint alone.
    if (!speaker) close({ is: 'off' })
  }

  const open = (): void => {
    generation += 1
    const mine = generation
    const isMine = (): boolean => mine === generation
    const fail = (error: Error): void => {
      if (isMine()) close({ is: 'failed', error })
    }
    cancelDeadline = timing.after(DEADLINE_MS, () => fail(new Error('The call did not answer in time. Listen again.')))
    const on = {
      open: () => {
        if (!isMine()) return
        cancelDeadline()
        enter({ is: 'on', isMuted: speaker === undefined })
        if (waiting !== undefined) send(waiting)
        waiting = undefined
      },
      message: (text: string) => {
        const message = isMine() ? read(text) : undefined
        if (message) hear(message)
      },
      close: () => fail(new Error(LOST)),
    }
    enter({ is: 'opening' })
    api('listenToCall', { params: { callId } }).then(({ url }) => {
      if (isMine()) connection = openSocket(url, on)
    }, fail)
  }

  return {
    state: () => state,
    hint: () => hint,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    levels: () => (state.is === 'on' ? speaker?.levels() : undefined),
    listen() {
      // At once, while the viewer's press still counts as their wish for sound.
      speaker ??= openSpeaker()
      if (state.is === 'on') enter({ is: 'on', isMuted: false })
      else if (state.is !== 'opening') open()
    },
    stop: () => close({ is: 'off' }),
    tell(text) {
      enterHint('sent')
      if (state.is === 'on') return send(text)
      waiting = text
      if (state.is !== 'opening') open()
    },
  }
}
