// A list that waits in the bucket for its campaign: it is uploaded and looked at first, and nothing begins with its arrival.
import type { ImportId } from '#contract/ids.ts'

/** Apart from the inbox, where an object starts its import. */
export const stagedKey = (id: ImportId): string => `staged/${id}`
