// News that comes in quick succession is written together: each writing costs the whole page a look, and an eye follows four changes a second.
import type { PushedEvent } from '#contract/events.ts'
import type { Timing } from './line.ts'

/** `at`: when it was heard, on the viewer's clock. */
export type News = { event: PushedEvent; at: number }

export const GATHER_MS = 250

export type Gathering = { hear(event: PushedEvent): void; close(): void }

/** What comes after a silence is written at once. */
export const gather = (timing: Timing, write: (news: readonly News[]) => void): Gathering => {
  let heard: News[] = []
  let writtenAt = Number.NEGATIVE_INFINITY
  let cancel = () => {}
  const flush = (): void => {
    const news = heard
    heard = []
    writtenAt = timing.now()
    write(news)
  }
  return {
    hear: (event) => {
      const at = timing.now()
      heard.push({ event, at })
      if (heard.length > 1) return
      const waitMs = writtenAt + GATHER_MS - at
      if (waitMs <= 0) flush()
      else cancel = timing.after(waitMs, flush)
    },
    close: () => cancel(),
  }
}
