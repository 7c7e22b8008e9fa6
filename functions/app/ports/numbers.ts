// What is known of a number, whichever campaign calls it.
import type { NumberRecord } from '#app/records/number.ts'
import type { E164 } from '#contract/ids.ts'
import type { Page, PageRequest } from './pages.ts'

export type Numbers = {
  get(e164: E164): Promise<NumberRecord | undefined>
  /** Which of the numbers, at most a hundred, are on the suppression list. */
  suppressedAmong(e164s: readonly E164[]): Promise<Set<E164>>
  /** The same, with the rows of lists that put them there, and the attempts that hold their locks. */
  suppressionsOf(e164s: readonly E164[]): Promise<Map<E164, Pick<NumberRecord, 'suppressedBy' | 'lockedBy'>>>
  /**
   * From this moment nobody calls the number, in any campaign. One that is suppressed already stays as it is.
   * Gives the number as it then is; undefined when it was suppressed before.
   */
  suppress(e164: E164, why: { at: string; because: string }): Promise<NumberRecord | undefined>
  /** False when it was not suppressed. */
  unsuppress(e164: E164): Promise<boolean>
  /** Newest first. */
  suppressed(page: PageRequest): Promise<Page<{ phone: E164; at: string; because: string }>>
}
