// The last look: what will happen in five sentences, what is still missing, and whose word it is that the people have agreed.
import { Link } from '@tanstack/react-router'
import { Field } from '../../ui/field.tsx'
import { Fold } from '../../ui/fold.tsx'
import { inWords } from './in-words.ts'
import { readDraft } from './read-draft.ts'
import { Section } from './section.tsx'
import { isComplete, STEP_NAMES, Step } from './steps.ts'
import { TestCall } from './test-call.tsx'
import type { FormProps } from './use-draft.ts'
import type { LookedPeople } from './use-people.ts'

const Missing = ({ problems }: Pick<FormProps, 'problems'>) => (
  <div className="flex flex-col gap-1">
    <p>Before it can start:</p>
    <ul className="flex flex-col gap-1">
      {Step.options
        .filter((step) => !isComplete(step, problems))
        .map((step) => (
          <li key={step}>
            <Link to="/campaigns/new" search={{ step }} className="text-accent underline underline-offset-2">
              {STEP_NAMES[step]}
            </Link>
            <span className="text-soft"> · {[...problems].find(([pointer]) => !isComplete(step, new Map([[pointer, '']])))?.[1]}</span>
          </li>
        ))}
    </ul>
  </div>
)

export const StartSection = ({ draft, bind, problems, looked }: FormProps & { looked: LookedPeople }) => {
  const read = readDraft(draft)
  return (
    <Section title={STEP_NAMES.start} says="A last look. Nobody is called before it starts, and it can be paused at any time.">
      {read.ok ? (
        <ol className="flex list-decimal flex-col gap-1.5 pl-5">
          {inWords({ campaign: read.wanted.campaign, people: looked.people, from: draft.source }).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      ) : (
        <Missing problems={read.problems} />
      )}
      {read.ok ? <TestCall campaign={read.wanted.campaign} row={(looked.words.found ?? looked.list.found)?.rows[0]} /> : null}
      <div>
        <Fold
          title="Consent"
          now={draft.consentBy.trim() === '' ? 'not attested' : `attested by ${draft.consentBy.trim()}`}
          isOpen={problems.has('/consent/attestedBy') || problems.has('/consent')}
        >
          <p className="text-soft">
            Some deployments start a campaign only when somebody attests that its people agreed to be called by an AI voice.
          </p>
          <div className="grid grid-cols-1 gap-3 phone:grid-cols-2">
            <Field label="Attested by" problem={problems.get('/consent/attestedBy')} hint="A name or an address that can be asked.">
              {(described) => <input {...described} {...bind('consentBy')} autoComplete="off" />}
            </Field>
            <Field label="How it was given" problem={problems.get('/consent/text')} hint="In a sentence. May stay empty.">
              {(described) => <input {...described} {...bind('consentText')} autoComplete="off" />}
            </Field>
          </div>
        </Fold>
      </div>
    </Section>
  )
}
