// Opaque page cursors: the table's last key, as URL-safe text.
import * as z from 'zod'
import { AppError } from '#app/errors.ts'

const Keys = z.record(z.string(), z.string())

export const toCursor = (last: Record<string, unknown> | undefined): string | null =>
  last ? Buffer.from(JSON.stringify(last)).toString('base64url') : null

export const fromCursor = (cursor: string | undefined): Record<string, string> | undefined => {
  if (cursor === undefined) return undefined
  try {
    return Keys.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new AppError('invalid_request', 'The cursor is not one that was given out. Take `nextCursor` of the page before as it is.')
  }
}
