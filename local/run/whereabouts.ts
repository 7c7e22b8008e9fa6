// Where the parts of the running system are, for programs that look at it from outside. The file is there while the system runs.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

export const WHEREABOUTS_FILE = 'running.json'

export const Whereabouts = z.object({
  /** `live`: real people are called. */
  stage: z.enum(['local', 'live']),
  api: z.url(),
  /** The same as Twilio and ElevenLabs reach it. */
  publicUrl: z.url(),
  /** Secrets Manager and Step Functions. */
  aws: z.url(),
  region: z.string(),
  twilio: z.url(),
  elevenLabs: z.url(),
  /** As Twilio knows the bridge, and as it is reached on this machine. */
  bridge: z.object({ publicUrl: z.url(), reachAt: z.url() }),
  concurrentCalls: z.number(),
})
export type Whereabouts = z.infer<typeof Whereabouts>

/** Gives what takes it away again. Only this user may read it: whoever reaches these addresses may do everything. */
export const tellWhereabouts = (home: string, whereabouts: Whereabouts): (() => void) => {
  const file = join(home, WHEREABOUTS_FILE)
  rmSync(file, { force: true })
  writeFileSync(file, `${JSON.stringify(whereabouts, null, 2)}\n`, { mode: 0o600 })
  return () => rmSync(file, { force: true })
}
