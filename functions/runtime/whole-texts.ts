// Refuses texts with half a character in them, which JSON can write and no other text can hold.
import { AppError } from '#app/errors.ts'

/** Most bodies have none, and are not looked through. */
const HALF_MAYBE = /\\u[dD][89a-fA-F]/

const isWhole = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, inner]) => name.isWellFormed() && isWhole(inner))
}

/** `text`: as the value was written. */
export const needWholeTexts = (value: unknown, text: string): void => {
  if (!HALF_MAYBE.test(text) || isWhole(value)) return
  throw new AppError(
    'invalid_request',
    'A text in the body has half a character (a lone surrogate). Send it whole: it was cut in its middle.',
  )
}
