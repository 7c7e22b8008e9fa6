// What those need from their environments who let callers in.
import * as z from 'zod/mini'
import { SignIn } from '#contract/sign-in.ts'
import { audit } from './kept-days.ts'
import { keys, socket, table } from './parts.ts'

const json = z.pipe(
  z.string(),
  z.transform((text, { issues }): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      issues.push({ code: 'custom', message: 'must be JSON', input: text })
      return z.NEVER
    }
  }),
)

export const accessEnvironments = {
  authorize: z.object({
    ...table,
    ...audit,
    /** `key`: callers show a key. `loopback`: requests from this machine need none, others are refused. */
    ACCESS: z.enum(['key', 'loopback']),
    ...keys,
    /** Who signs people in, as JSON; `none`: keys only. */
    SIGN_IN: z.union([
      z.pipe(
        z.literal('none'),
        z.transform(() => undefined),
      ),
      z.pipe(json, SignIn),
    ]),
    /** Origins of the pages that may open WebSockets, with commas between them. Empty: none but programs. */
    PAGE_ORIGINS: z.pipe(
      z.string(),
      z.transform((text) => text.split(',').filter((origin) => origin !== '')),
    ),
  }),
  socket: z.object({ ...table, ...socket, ...keys }),
} as const
