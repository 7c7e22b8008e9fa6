// What is said: prompt and first message, and how they sound for real rows of the list.
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Section } from './section.tsx'
import { SpokenWords } from './spoken-words.tsx'
import type { FormProps } from './use-draft.ts'
import type { Looked } from './use-preview.ts'

const Heard = ({ preview, error, isLooking }: Looked) => {
  if (error) return <ProblemNotice error={error} doing="The words could not be tried out." />
  if (!preview?.words) return <p className="self-center text-soft">Here the words will stand as the people on your list will hear them.</p>
  return (
    <div aria-busy={isLooking} className={isLooking ? 'opacity-60' : ''}>
      <SpokenWords
        words={preview.words}
        called={preview.counts.willBeCalled}
        {...(preview.isWhole ? {} : { ofFirst: preview.counts.rows })}
      />
    </div>
  )
}

export const WordsSection = ({ bind, problems, looked }: FormProps & { looked: Looked }) => (
  <Section title="Words">
    <div className="grid grid-cols-1 gap-4 desk:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-3">
        <Field label="First message" problem={problems.get('/firstMessage')} hint="What the agent says first.">
          {(described) => <textarea {...described} {...bind('firstMessage')} rows={2} placeholder="Hello {{name}}, …" />}
        </Field>
        <Field
          label="Prompt"
          problem={problems.get('/prompt')}
          hint="What the agent is told to do. Any column of the list may stand in it."
        >
          {(described) => <textarea {...described} {...bind('prompt')} rows={5} />}
        </Field>
      </div>
      <Heard {...looked} />
    </div>
  </Section>
)
