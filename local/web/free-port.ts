// Finds a port on the loopback interface that nobody listens on, and that nobody is given by chance before it is used.
import { createServer } from 'node:net'

/** Below the ports that systems hand out by themselves: Linux from 32 768 on, others from 49 152 on. */
const FIRST = 20_000
const COUNT = 12_000
/** Processes that run at the same time have numbers close to each other: with so large a step none comes to a port of its neighbours. */
const STEP = 4_001
const TRIES = 100

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => ('code' in error && error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

let tried = 0

export const freePort = async (): Promise<number> => {
  for (let i = 0; i < TRIES; i += 1) {
    const port = FIRST + ((process.pid + STEP * tried) % COUNT)
    tried += 1
    if (await isFree(port)) return port
  }
  throw new Error(`Of ${TRIES} ports on 127.0.0.1 none is free.`)
}
