// The states of a contact, as a reader would say them.
import type { ContactState } from '#contract/contact-parts.ts'

export const CONTACT_STATES: Record<ContactState, { label: string; mark: string }> = {
  pending: { label: 'Waiting', mark: 'hatch' },
  calling: { label: 'Being called', mark: 'rounded-pill inset-ring-2 inset-ring-accent' },
  retrying: { label: 'To be called again', mark: 'hatch-dense' },
  done: { label: 'Done', mark: 'rounded-pill bg-human' },
  failed: { label: 'Not reached', mark: 'bg-unreached' },
  suppressed: { label: 'Not to be called', mark: 'bg-failed' },
  cancelled: { label: 'Cancelled', mark: 'border-[1.5px] border-soft' },
}
