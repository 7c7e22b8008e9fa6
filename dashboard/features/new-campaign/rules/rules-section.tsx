// How people are called: what everybody sets, and below it, folded, what most people leave alone.
import { Field, NumberInput } from '../../../ui/field.tsx'
import { Section } from '../section.tsx'
import type { FormProps } from '../use-draft.ts'
import { AgentRules } from './agent-rules.tsx'
import { CallRules } from './call-rules.tsx'
import { HourRules } from './hour-rules.tsx'
import { LadderRules } from './ladder-rules.tsx'
import { LimitRules } from './limit-rules.tsx'
import { MachineRules } from './machine-rules.tsx'

export const RulesSection = (form: FormProps) => {
  const { bind, problems, draft } = form
  return (
    <Section title="Rules" says="How fast and how often. Each setting has a usual value; what it leads to stands beside it.">
      <div className="grid grid-cols-1 gap-3 phone:grid-cols-2">
        <Field label="Lines" problem={problems.get('/settings/maxConcurrentCalls')} hint="Calls at the same time. Usually 5.">
          {(described) => <NumberInput unit="lines" described={described} {...bind('lines')} />}
        </Field>
        <Field label="Delay" problem={problems.get('/settings/callDelay')} hint="Least time between two dials. Usually 5.">
          {(described) => <NumberInput unit="seconds" described={described} {...bind('delaySeconds')} />}
        </Field>
        {draft.hasLadder ? null : (
          <>
            <Field
              label="Retries"
              problem={problems.get('/settings/retryCount')}
              hint="How often somebody who was not reached is called again. Usually 1."
            >
              {(described) => <NumberInput unit="retries" described={described} {...bind('retryCount')} />}
            </Field>
            <Field label="Wait" problem={problems.get('/settings/retryDelay')} hint="Before somebody is called again. Usually 60.">
              {(described) => <NumberInput unit="minutes" described={described} {...bind('retryMinutes')} />}
            </Field>
          </>
        )}
      </div>
      <div>
        <LadderRules {...form} />
        <HourRules {...form} />
        <MachineRules {...form} />
        <CallRules {...form} />
        <AgentRules {...form} />
        <LimitRules {...form} />
      </div>
    </Section>
  )
}
