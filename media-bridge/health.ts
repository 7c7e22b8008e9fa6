// The HTTP side: three questions about the bridge's life, each with who asks it.
import type { RequestListener } from 'node:http'
import type { Life } from './drain.ts'

const ANSWERS: Readonly<Record<string, (life: Life) => boolean>> = {
  /** The container: does the process answer at all? */
  '/live': () => true,
  /** The load balancer: has it begun? A full or draining bridge must stay healthy, or ECS would end it together with its calls. */
  '/health': (life) => life.state() !== 'initializing',
  /** Whoever has a call to place: would it find room? */
  '/ready': (life) => life.hasRoom(),
}

export const health =
  (life: Life): RequestListener =>
  ({ url = '' }, response) => {
    const isTrue = ANSWERS[url]?.(life)
    response
      .writeHead(isTrue === undefined ? 404 : isTrue ? 200 : 503, { 'content-type': 'application/json' })
      .end(JSON.stringify({ state: life.state(), live: life.live() }))
  }
