// How far a list is read, as whoever goes on with it has to know: kept with each import, whatever its rows become.
import * as z from 'zod/mini'
import { ListShape, Place } from '#contract/list.ts'
import { Count } from '#contract/parts.ts'

export const ListReading = z.object({
  /** The object, once it has arrived: whoever goes on later reads the very same bytes. */
  source: z.optional(z.object({ key: z.string(), versionId: z.optional(z.string()) })),
  /** How the file is read, found out once. */
  shape: z.optional(ListShape),
  /** Where the first record stands that nothing has been done about. */
  place: z.optional(Place),
  /** Objects with the rejected rows so far, and where the first record stands whose rejection is in none of them. */
  rejectParts: z.optional(z.array(z.object({ key: z.string(), bytes: Count }))),
  rejectsTo: z.optional(Place),
  /** When the import last got on. */
  touchedMs: z.optional(z.int()),
  /** It was given up where it stood, and nobody has written what came of it. */
  isGivenUp: z.optional(z.literal(true)),
})
export type ListReading = z.infer<typeof ListReading>
