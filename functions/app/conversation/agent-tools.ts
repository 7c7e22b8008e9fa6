// The client tools that an agent may be given for our calls, by the names that they must have there: `do_not_call`, `schedule_callback`, `end_call`.
import * as z from 'zod/mini'
import type { ToolWish } from '#app/ports/bridge.ts'
import { orNothing } from '#contract/otherwise.ts'

/** What the agent has asked for cannot be done; the problem is put to it in words. */
export type Unclear = { kind: 'unclear'; problem: string }

/** Models write numbers as text, and leave parameters empty that they do not use. */
const When = z.object({
  at: orNothing(z.string().check(z.trim())),
  inMinutes: orNothing(z.coerce.number().check(z.positive())),
})
const WithOffset = z.iso.datetime({ offset: true })

const UNCLEAR: Unclear = {
  kind: 'unclear',
  problem: 'Give `at`, a time with its offset from UTC such as 2026-12-01T15:00:00+01:00, or `inMinutes`, a number of minutes from now.',
}

/** Undefined when we have no such tool, or it needs nothing more than its name. */
export const readWish = (name: string, parameters: unknown): ToolWish | Unclear | undefined => {
  if (name === 'do_not_call') return { kind: 'do-not-call' }
  if (name !== 'schedule_callback') return undefined
  const { at, inMinutes } = When.safeParse(parameters).data ?? {}
  if (at) return WithOffset.safeParse(at).success ? { kind: 'call-back', when: { at } } : UNCLEAR
  return inMinutes === undefined ? UNCLEAR : { kind: 'call-back', when: { inMinutes } }
}
