// The states of a call that is on, as a reader would say them.
import type { AttemptState } from '#contract/attempt.ts'

export const CALL_STATES: Record<AttemptState, { label: string; mark: string }> = {
  claimed: { label: 'dialling', mark: 'rounded-pill border-[1.5px] border-soft' },
  unknown: { label: 'being checked', mark: 'border-[1.5px] border-voicemail animate-pulse-mark' },
  queued: { label: 'queued', mark: 'rounded-pill border-[1.5px] border-soft' },
  initiated: { label: 'dialling', mark: 'rounded-pill border-[1.5px] border-human' },
  ringing: { label: 'ringing', mark: 'rounded-pill border-2 border-human animate-pulse-mark' },
  answered: { label: 'answered', mark: 'rounded-pill bg-human' },
  completed: { label: 'completed', mark: 'rounded-pill bg-human' },
  busy: { label: 'busy', mark: 'bg-busy' },
  'no-answer': { label: 'no answer', mark: 'bg-unreached' },
  failed: { label: 'failed', mark: 'bg-failed' },
  canceled: { label: 'canceled', mark: 'bg-unreached' },
  void: { label: 'not placed', mark: 'bg-unreached' },
}
