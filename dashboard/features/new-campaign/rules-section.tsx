// How fast people are called.
import { Field, NumberInput } from '../../ui/field.tsx'
import { Section } from './section.tsx'
import type { FormProps } from './use-draft.ts'

export const RulesSection = ({ bind, problems }: FormProps) => (
  <Section title="Rules">
    <div className="grid grid-cols-1 gap-3 phone:grid-cols-2">
      <Field label="Lines" problem={problems.get('/settings/maxConcurrentCalls')} hint="Calls at the same time.">
        {(described) => <NumberInput unit="lines" described={described} {...bind('lines')} />}
      </Field>
      <Field label="Delay" problem={problems.get('/settings/callDelay')} hint="Least time between two dials.">
        {(described) => <NumberInput unit="seconds" described={described} {...bind('delay')} />}
      </Field>
    </div>
  </Section>
)
