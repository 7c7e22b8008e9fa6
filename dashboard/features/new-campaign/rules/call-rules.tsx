// One call: who calls, how long it may last, and what is said when the agent fails.

import { unbroken } from '../../../format.ts'
import { Check } from '../../../ui/check.tsx'
import { Field, NumberInput } from '../../../ui/field.tsx'
import { Fold } from '../../../ui/fold.tsx'
import type { FormProps } from '../use-draft.ts'

const POINTERS = ['/from', '/settings/maxCallLength', '/settings/apology', '/settings/recordingNotice']

const Recording = ({ draft, bind, change, problems }: FormProps) => (
  <>
    <Check
      label="Record the calls"
      hint="Whoever is called is told so before anything else. Only calls in which the agent was heard are kept."
      isChecked={draft.recordCalls}
      onChange={(recordCalls) => change({ recordCalls })}
    />
    {draft.recordCalls ? (
      <Field
        label="What the agent says first"
        problem={problems.get('/settings/recordingNotice')}
        hint="In the language of the campaign. It stands before the first message, unless that has it already."
      >
        {(described) => <input {...described} {...bind('recordingNotice')} />}
      </Field>
    ) : null}
  </>
)

export const CallRules = (form: FormProps) => {
  const { draft, bind, problems } = form
  return (
    <Fold
      title="The call"
      now={`from ${draft.from.trim() || 'the usual number'}, at most ${unbroken(`${draft.longestMinutes || '–'} min`)}${draft.recordCalls ? ', recorded' : ''}`}
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
      <Recording {...form} />
    </Fold>
  )
}
