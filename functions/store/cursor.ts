// Opaque page cursors: the table's last key, as URL-safe text.
import type * as z from 'zod/mini'
import { AppError } from '#app/errors.ts'

export const toCursor = (last: Record<string, unknown> | undefined): string | null =>
  last ? Buffer.from(JSON.stringify(last)).toString('base64url') : null

/** `key`: what a last key of this very list looks like; a cursor of another list is refused as one that was made up. */
export const fromCursor = <T>(cursor: string | undefined, key: z.ZodMiniType<T>): T | undefined => {
  if (cursor === undefined) return undefined
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new AppError('invalid_request', 'The cursor is not one that was given out. Take `nextCursor` of the page before as it is.')
  }
}
