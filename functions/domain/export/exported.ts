// A contact and its calls, as far as an export tells of them.
import type { AnsweredBy } from '#contract/attempt.ts'
import type { ContactOverrides, ContactState, Variables } from '#contract/contact-parts.ts'
import type { Outcome } from '#contract/outcome.ts'
import type { CallRecording } from '#contract/recording.ts'
import type { CallResult } from '#contract/result.ts'

type Own<T> = { [K in keyof T]?: T[K] | undefined }

export type ExportedContact = {
  contact: Own<ContactOverrides> & {
    phone: string
    name?: string | undefined
    timeZone?: string | undefined
    region?: string | undefined
    postcode?: string | undefined
    consent?: string | undefined
    variables: Variables
    state: ContactState
    outcome?: Outcome | undefined
  }
  /** The first one first. */
  calls: readonly {
    id: string
    claimedAt: string
    answeredAt?: string | undefined
    answeredBy?: AnsweredBy | undefined
    seconds?: number | undefined
    result?: CallResult | undefined
    recording?: CallRecording | undefined
  }[]
}
