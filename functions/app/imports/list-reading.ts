// How far a list is read, as whoever goes on with it has to know: kept with each import, whatever its rows become.
import * as z from 'zod'
import { ListShape, Place } from '#contract/list.ts'

export const ListReading = z.object({
  /** The object, once it has arrived: whoever goes on later reads the very same bytes. */
  source: z.object({ key: z.string(), versionId: z.string().optional() }).optional(),
  /** How the file is read, found out once. */
  shape: ListShape.optional(),
  /** Where the first record stands that nothing has been done about. */
  place: Place.optional(),
  /** Objects with the rejected rows so far, and where the first record stands whose rejection is in none of them. */
  rejectParts: z.array(z.object({ key: z.string(), bytes: z.int().min(0) })).optional(),
  rejectsTo: Place.optional(),
  /** When the import last got on. */
  touchedMs: z.int().optional(),
  /** It was given up where it stood, and nobody has written what came of it. */
  isGivenUp: z.literal(true).optional(),
})
export type ListReading = z.infer<typeof ListReading>
