// What those need from their environments who read and write files.
import * as z from 'zod/mini'
import { bucket, forgotten, machine, table, twilio } from './parts.ts'
import { consent } from './rules.ts'

export const listEnvironments = {
  'import-contacts': z.object({ ...table, ...machine, ...consent, ...bucket }),
  'import-suppressions': z.object({ ...table, ...machine, ...twilio, ...forgotten, ...bucket }),
  'export-contacts': z.object({ ...table, ...bucket }),
} as const
