// The smallest schemas, of which many others are made.
import * as z from 'zod/mini'

/** Never empty. */
export const SomeText = z.string().check(z.minLength(1))

export const Count = z.int().check(z.minimum(0))
export const OneOrMore = z.int().check(z.minimum(1))

/** What a person writes, of at most so many characters. */
export const trimmed = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))
