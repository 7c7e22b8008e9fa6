// Waits of its own for each outcome, one after the other.
import type { RetriedOutcome } from '#contract/outcome.ts'
import { OUTCOMES } from '../../../metrics.ts'
import { Check } from '../../../ui/check.tsx'
import { Field } from '../../../ui/field.tsx'
import { Fold } from '../../../ui/fold.tsx'
import type { FormProps } from '../use-draft.ts'

const HINTS: Record<RetriedOutcome, string> = {
  'no-answer': 'Nobody picked up.',
  busy: 'They were on the telephone.',
  voicemail: 'A machine answered. Usually not called again.',
  'carrier-failure': 'The telephone network failed.',
  'media-failure': 'The agent, or its connection, failed.',
}
const RUNGS: readonly RetriedOutcome[] = ['no-answer', 'busy', 'voicemail', 'carrier-failure', 'media-failure']

export const LadderRules = ({ draft, change, problems }: FormProps) => (
  <Fold
    title="Retries by outcome"
    now={draft.hasLadder ? 'each outcome has its own' : 'the same for all'}
    isOpen={RUNGS.some((outcome) => problems.has(`/settings/retries/${outcome}`))}
  >
    <Check
      label="Waits of its own for each outcome"
      hint="One after the other, such as 5 min, 1 h, 1 day. Where nothing stands, nobody is called again."
      isChecked={draft.hasLadder}
      onChange={(hasLadder) => change({ hasLadder })}
    />
    {draft.hasLadder ? (
      <div className="grid grid-cols-1 gap-3 phone:grid-cols-2">
        {RUNGS.map((outcome) => (
          <Field
            key={outcome}
            label={`After ${OUTCOMES[outcome].label.toLowerCase()}`}
            problem={problems.get(`/settings/retries/${outcome}`)}
            hint={HINTS[outcome]}
          >
            {(described) => (
              <input
                {...described}
                value={draft.ladder[outcome] ?? ''}
                onChange={({ currentTarget: { value } }) => change({ ladder: { ...draft.ladder, [outcome]: value } })}
                autoComplete="off"
                placeholder="not called again"
              />
            )}
          </Field>
        ))}
      </div>
    ) : null}
  </Fold>
)
