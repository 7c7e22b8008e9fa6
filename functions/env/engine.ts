// What the engine's functions need from their environments.
import * as z from 'zod/mini'
import { bucket, forgotten, machine, publicUrl, table, twilio } from './parts.ts'
import { consent, limits, rules } from './rules.ts'

export const engineEnvironments = {
  plan: z.object({
    ...table,
    ...limits,
    /** Of a bridge that sleeps while nobody is called: answers 200 while it would take one more call. */
    SLEEPING_BRIDGE_URL: z._default(z.union([z.url(), z.literal('none')]), 'none'),
  }),
  'claim-and-dial': z.object({ ...table, ...machine, ...twilio, ...publicUrl, ...rules, ...forgotten }),
  'next-run': z.object({ ...table, ...machine }),
  reconcile: z.object({ ...table, ...machine, ...twilio, ...limits, ...consent, ...forgotten, ...bucket }),
} as const
