// What happens when a machine answers.
import { AnsweringMachine } from '#contract/campaign-settings.ts'
import { Field } from '../../../ui/field.tsx'
import { Fold } from '../../../ui/fold.tsx'
import { MACHINES } from '../in-words.ts'
import type { FormProps } from '../use-draft.ts'

const isMachine = (value: string): value is AnsweringMachine => AnsweringMachine.safeParse(value).success

export const MachineRules = ({ draft, bind, change, problems }: FormProps) => (
  <Fold title="Answering machines" now={MACHINES[draft.answeringMachine]} isOpen={problems.has('/settings/voicemailMessage')}>
    <div className="w-full phone:w-80">
      <Field label="When a machine answers" problem={problems.get('/settings/answeringMachine')} hint="Usually hung up on.">
        {(described) => (
          <select
            {...described}
            value={draft.answeringMachine}
            onChange={({ currentTarget: { value } }) => isMachine(value) && change({ answeringMachine: value })}
          >
            {AnsweringMachine.options.map((machine) => (
              <option key={machine} value={machine}>
                {MACHINES[machine]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
    {draft.answeringMachine === 'leave-message' ? (
      <Field
        label="Message after the tone"
        problem={problems.get('/settings/voicemailMessage')}
        hint="Columns of the list may stand in it as {{name}}."
      >
        {(described) => <textarea {...described} {...bind('voicemailMessage')} rows={2} />}
      </Field>
    ) : null}
  </Fold>
)
