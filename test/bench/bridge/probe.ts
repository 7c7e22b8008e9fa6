// What a measured program tells of itself when it is asked: processor time as the operating system counts it, and memory.
import * as z from 'zod/mini'

export const Usage = z.object({ cpuMs: z.number(), rssMiB: z.number() })
export type Usage = z.infer<typeof Usage>
export const Listening = z.object({ port: z.number() })

/** Tells the parent where the program listens, and from then on what it has used. */
export const reportToParent = (port: number): void => {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1_000, rssMiB: process.memoryUsage.rss() / 2 ** 20 } satisfies Usage)
  })
  // The benchmark has ended, or was killed.
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port })
}
