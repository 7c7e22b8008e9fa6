// What is said: prompt and first message, and how they sound for real rows of the list.
import type { ListPreview } from '#contract/list-preview.ts'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Section } from './section.tsx'
import { SpokenWords } from './spoken-words.tsx'
import { TemplateField } from './template-field.tsx'
import type { FormProps } from './use-draft.ts'
import type { Looked } from './use-look.ts'
import type { LookedPeople } from './use-people.ts'

const Heard = ({ looked: { found, error, isLooking }, ofFirst }: { looked: Looked<ListPreview>; ofFirst: number | undefined }) => {
  if (error) return <ProblemNotice error={error} doing="The words could not be tried out." />
  if (!found?.words)
    return (
      <p className="rounded-8 bg-sunk/60 p-3 text-soft">
        Here the words will stand as the people on your list will hear them, once there is a list and something to say.
      </p>
    )
  const seen = found.isWhole ? ofFirst : found.counts.rows
  return (
    <div aria-busy={isLooking} className={isLooking ? 'opacity-60' : ''}>
      <SpokenWords words={found.words} called={found.counts.willBeCalled} {...(seen === undefined ? {} : { ofFirst: seen })} />
    </div>
  )
}

/** Of a sheet only the first rows are at hand. */
const rowsTried = ({ words, people }: LookedPeople): number | undefined => {
  const tried = words.found?.counts.rows
  return tried !== undefined && people !== undefined && people.called > tried ? tried : undefined
}

export const WordsSection = ({ draft, bind, change, problems, looked }: FormProps & { looked: LookedPeople }) => {
  const variables = looked.people?.variables ?? []
  const columns =
    variables.length > 0
      ? `Type {{ for a column of your list: ${variables.slice(0, 4).join(', ')}…`
      : 'Columns of the list may stand in it as {{name}}.'
  return (
    <Section title="Words" says="What the campaign is called, and what its agent is told and says.">
      <div className="w-full phone:w-96">
        <Field label="Name" problem={problems.get('/name')} hint="Only you see it.">
          {(described) => <input {...described} {...bind('name')} autoComplete="off" />}
        </Field>
      </div>
      <TemplateField
        label="First message"
        hint={`What the agent says first. ${columns}`}
        problem={problems.get('/firstMessage')}
        rows={2}
        value={draft.firstMessage}
        placeholder="Hello {{name}}, …"
        variables={variables}
        onValue={(firstMessage) => change({ firstMessage })}
      />
      <TemplateField
        label="Prompt"
        hint="What the agent is told to do. Columns of the list may stand in it, too."
        problem={problems.get('/prompt')}
        rows={7}
        value={draft.prompt}
        variables={variables}
        onValue={(prompt) => change({ prompt })}
      />
      <Heard looked={looked.words} ofFirst={rowsTried(looked)} />
    </Section>
  )
}
