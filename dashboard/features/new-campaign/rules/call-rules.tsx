// One call: who calls, how long it may last, and what is said when the agent fails.
import { Field, NumberInput } from '../../../ui/field.tsx'
import { Fold } from '../../../ui/fold.tsx'
import type { FormProps } from '../use-draft.ts'

const POINTERS = ['/from', '/settings/maxCallLength', '/settings/apology']

export const CallRules = ({ draft, bind, problems }: FormProps) => (
  <Fold
    title="The call"
    now={`from ${draft.from.trim() || 'the usual number'}, at most ${draft.longestMinutes || '–'} min`}
    isOpen={POINTERS.some((pointer) => problems.has(pointer))}
  >
    <div className="grid grid-cols-1 gap-3 phone:grid-cols-2">
      <Field label="Number that calls" problem={problems.get('/from')} hint="One of the Twilio account. Usually the deployment’s own.">
        {(described) => <input {...described} {...bind('from')} type="tel" autoComplete="off" placeholder="+1 202 555 0100" />}
      </Field>
      <Field label="Longest call" problem={problems.get('/settings/maxCallLength')} hint="Then the call is ended. Usually 10.">
        {(described) => <NumberInput unit="minutes" described={described} {...bind('longestMinutes')} />}
      </Field>
    </div>
    <Field
      label="Apology"
      problem={problems.get('/settings/apology')}
      hint="Said to the caller when the agent fails. Usually words of ours in English; in other languages the call is hung up."
    >
      {(described) => <textarea {...described} {...bind('apology')} rows={2} />}
    </Field>
  </Fold>
)
