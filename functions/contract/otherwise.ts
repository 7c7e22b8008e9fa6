// What stands for a detail that cannot be read. zod's own `catch` does the same, and brings a part of zod into a bundle that nothing else needs.
import * as z from 'zod/mini'

/** What the schema reads; the fallback for anything else, and for nothing. */
export const otherwise = <T extends z.ZodMiniType>(schema: T, fallback: z.output<T>) =>
  z.transform((value: z.input<T>): z.output<T> => {
    const read = schema.safeParse(value)
    return read.success ? read.data : fallback
  })

/** What the schema reads; nothing for anything else. */
export const orNothing = <T extends z.ZodMiniType>(schema: T) =>
  z.optional(z.transform((value: z.input<T>): z.output<T> | undefined => schema.safeParse(value).data))
