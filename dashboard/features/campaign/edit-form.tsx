// The fields of a running campaign that can be changed. Calls that are on are not touched by it.
import { type FormEvent, type ReactNode, useState } from 'react'
import type { Campaign } from '#contract/campaign.ts'
import { Button } from '../../ui/button.tsx'
import { Field, NumberInput } from '../../ui/field.tsx'
import { type Edit, PROBLEMS, readEdit, type Typed, typedOf } from './edit.ts'

type Props = {
  campaign: Campaign
  isSaving: boolean
  onSave: (edit: Edit) => void
  onClose: () => void
  /** What the API has against it. */
  children: ReactNode
}

export const EditForm = ({ campaign, isSaving, onSave, onClose, children }: Props) => {
  /** Somebody else's edit meanwhile must not be undone by this one. */
  const [opened] = useState(campaign)
  const [typed, setTyped] = useState(() => typedOf(campaign))
  const [problems, setProblems] = useState<ReadonlySet<keyof Typed>>(new Set())
  const isStale = campaign.edition !== opened.edition
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const read = readEdit(typed, opened)
    setProblems(read.ok ? new Set() : read.problems)
    if (!read.ok || isStale) return
    if (read.edit) onSave(read.edit)
    else onClose()
  }
  const problemOf = (name: keyof Typed): string | undefined => (problems.has(name) ? PROBLEMS[name] : undefined)
  const bind = (name: keyof Typed) => ({
    value: typed[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setTyped((before) => ({ ...before, [name]: value })),
  })
  const number = (name: keyof Typed, label: string, unit: string) => (
    <Field label={label} problem={problemOf(name)}>
      {(described) => <NumberInput unit={unit} described={described} {...bind(name)} />}
    </Field>
  )
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <div className="flex flex-col gap-4 overflow-y-auto p-5">
        <p className="text-soft">Calls that begin from now on use it. Those that are on go on as they began.</p>
        <div className="grid grid-cols-2 gap-3 desk:grid-cols-4">
          {number('lines', 'Lines', 'calls')}
          {number('delaySeconds', 'Delay between dials', 's')}
          {number('retryCount', 'Retries', 'times')}
          {number('retryMinutes', 'Wait before a retry', 'min')}
        </div>
        {campaign.settings.retries ? (
          <p className="text-12 text-soft">
            This campaign has waits of its own for each outcome; the two fields on the right do not count.
          </p>
        ) : null}
        <Field label="Name" problem={problemOf('name')}>
          {(described) => <input {...described} {...bind('name')} autoComplete="off" />}
        </Field>
        <Field label="First message" problem={problemOf('firstMessage')}>
          {(described) => <textarea {...described} {...bind('firstMessage')} rows={2} />}
        </Field>
        <Field label="Prompt" problem={problemOf('prompt')}>
          {(described) => <textarea {...described} {...bind('prompt')} rows={6} />}
        </Field>
        {isStale ? (
          <p role="alert" className="text-failed">
            Somebody has changed the campaign since this was opened. Close it, look, and edit again.
          </p>
        ) : null}
        {children}
      </div>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3.5">
        <Button onClick={onClose}>Keep it as it is</Button>
        <Button look="primary" type="submit" disabled={isSaving || isStale}>
          {isSaving ? 'Saving…' : 'Save'}
        </Button>
      </footer>
    </form>
  )
}
