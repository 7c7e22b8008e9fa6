// The HTTP side: liveness for the container, readiness for the load balancer.
import type { RequestListener } from 'node:http'
import type { Life } from './drain.ts'

export const health =
  (life: Life): RequestListener =>
  ({ url }, response) => {
    const status = statusOf(url, life)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ state: life.state(), live: life.live() }))
  }

const statusOf = (url: string | undefined, life: Life): number => {
  if (url === '/health') return 200
  if (url === '/ready') return life.state() === 'running' ? 200 : 503
  return 404
}
