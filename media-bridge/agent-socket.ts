// Opens the connection to the agent: its address first, then the socket; whoever waits for it gets a line at once.
import type { Line, LineEvents } from './line.ts'
import { errorFields, type Log } from './log.ts'
import type { Timing } from './timing.ts'
import { connect } from './wire/connect.ts'
import type { Steps } from './wire/steps.ts'
import { wireLine } from './wire/wire-line.ts'

const HANDSHAKE_MS = 5_000
/** What ElevenLabs' own Python client allows: audio comes in chunks of any length. */
const MAX_LENGTH = 16 * 1024 * 1024

type Parts = { address: () => Promise<string>; steps?: Steps | undefined; timing: Timing; log: Log }

export const openAgent = ({ address, steps, timing, log }: Parts): Line => {
  let line: Line | undefined
  let events: LineEvents | undefined
  /** That there is no connection, and why. */
  let lost: string | undefined
  let giveUp = (): void => {
    lost ??= 'no connection'
  }

  const lose = (why: string): void => {
    lost ??= why
    events?.closed({ code: 1006, reason: '', why: lost })
  }
  const open = (url: string): void => {
    // Closed before there was anything to close: no conversation is begun.
    if (lost !== undefined) {
      lose(lost)
      return
    }
    giveUp = connect({
      ...{ url, withinMs: HANDSHAKE_MS, timing, failed: lose },
      opened(connection) {
        line = wireLine({ ...connection, peer: 'server', maxLength: MAX_LENGTH, steps, timing })
        if (events) line.attach(events)
      },
    })
  }
  address()
    .then(open)
    .catch((error: unknown) => {
      log('WARN', 'agent.no-address', errorFields(error))
      lose('no address')
    })

  return {
    attach(listener) {
      events = listener
      if (lost !== undefined) lose(lost)
      else line?.attach(listener)
    },
    send: (text) => line?.send(text),
    readInSteps: (isOn) => line?.readInSteps?.(isOn) ?? false,
    close(code, reason) {
      if (line) line.close(code, reason)
      else giveUp()
    },
    backlog: () => line?.backlog() ?? 0,
  }
}
