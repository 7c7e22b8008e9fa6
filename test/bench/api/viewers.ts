// How long one invocation takes to tell 500 viewers of one campaign what has changed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { lanesPartition } from '#store/table.ts'
import { openStore } from '../../support/store.ts'
import { spreadOf } from './spread.ts'

const VIEWERS = 500
const ROUNDS = 12

const startGateway = async () => {
  const child = spawn(process.execPath, [`${import.meta.dirname}/gateway.ts`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port]: unknown[] = await once(createInterface({ input: child.stdout }), 'line')
  return { url: `http://127.0.0.1:${port}`, close: () => child.kill() }
}

export const measureViewers = async () => {
  const gateway = await startGateway()
  try {
    process.env.SOCKET_URL = `${gateway.url.replace('http', 'ws')}/bench`
    // Reads its environment when it is first used.
    const { handler } = await import('../../../functions/handlers/push-changes.ts')
    const store = openStore()
    // Its clock stands still, and subscriptions run out.
    store.move(Date.now() - store.clock.now())
    const campaign = await store.campaign({ state: 'active' })
    for (let i = 0; i < VIEWERS; i += 1) await store.viewers.subscribe(`viewer-${i}`, campaign.id, { principal: 'token:somebody' })
    const Keys = { PK: { S: lanesPartition(campaign.id) }, SK: { S: 'LANE#00000' } }
    const tell = () => handler({ Records: [{ dynamodb: { Keys, NewImage: Keys } }] })
    const times: number[] = []
    for (let i = 0; i < ROUNDS; i += 1) {
      const startedMs = performance.now()
      await tell()
      times.push(performance.now() - startedMs)
    }
    const posts = Number(await (await fetch(gateway.url)).text())
    // The first connects 50 sockets, as a function's first invocation does.
    return { viewers: VIEWERS, messages: posts, firstMs: Math.round(times[0] ?? 0), warmMs: spreadOf(times.slice(1)) }
  } finally {
    gateway.close()
  }
}
