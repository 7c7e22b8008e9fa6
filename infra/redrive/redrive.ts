// Runs again what was given up: each event goes to the function that it was meant for, and is then taken out of the queue.
import * as z from 'zod/mini'
import type { FunctionName } from '#env/all.ts'
import { hearerOf } from '../folders.ts'

export type Kept = { handle: string; body: string; why: string }

export type GivenUp = {
  /** A few that nobody else looks at for half a minute; none: the queue is empty. */
  take(): Promise<Kept[]>
  invoke(name: FunctionName, event: unknown): Promise<void>
  drop(handle: string): Promise<void>
}

const json = z.pipe(
  z.string(),
  z.transform((text, { issues }): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      issues.push({ code: 'custom', message: 'is not JSON', input: text })
      return z.NEVER
    }
  }),
)
/** As EventBridge tells of an object; the function wants all of it. */
const Uploaded = z.pipe(
  json,
  z.looseObject({ source: z.literal('aws.s3'), detail: z.looseObject({ object: z.looseObject({ key: z.string() }) }) }),
)
/** Where changes of the table stood that were given up: the changes themselves are not in it. */
const Changes = z.pipe(json, z.looseObject({ DDBStreamBatchInfo: z.looseObject({}) }))

type Verdict =
  | { kind: 'run'; name: FunctionName; event: unknown; key: string }
  | { kind: 'past'; because: string }
  | { kind: 'unknown'; because: string }

const judge = (body: string): Verdict => {
  const uploaded = Uploaded.safeParse(body)
  if (uploaded.success) {
    const { key } = uploaded.data.detail.object
    const name = hearerOf(key)
    return name ? { kind: 'run', name, event: uploaded.data, key } : { kind: 'unknown', because: `nobody hears of ${key}` }
  }
  if (Changes.safeParse(body).success)
    return { kind: 'past', because: 'changes that open pages missed: they have them since their next reload' }
  return { kind: 'unknown', because: 'it is no event of ours' }
}

/** `isLook`: says what is there, and changes nothing. What is not understood stays for a person. */
export const redrive = async (queue: GivenUp, { isLook, say }: { isLook: boolean; say: (line: string) => void }): Promise<number> => {
  const seen = new Set<string>()
  for (let kept = await queue.take(); kept.length > 0; kept = await queue.take()) {
    for (const { handle, body, why } of kept) {
      seen.add(handle)
      const verdict = judge(body)
      const reason = why === '' ? '' : ` (given up because: ${why})`
      if (verdict.kind === 'unknown') {
        say(`left in the queue: ${verdict.because}${reason}`)
        continue
      }
      say(verdict.kind === 'run' ? `${verdict.name} for ${verdict.key}${reason}` : `nothing to do: ${verdict.because}${reason}`)
      if (isLook) continue
      if (verdict.kind === 'run') await queue.invoke(verdict.name, verdict.event)
      await queue.drop(handle)
    }
  }
  return seen.size
}
