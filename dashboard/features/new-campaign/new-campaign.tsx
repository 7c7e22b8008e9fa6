// The form for a new campaign: who is called, what is said, how fast.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Output } from '#contract/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, NumberInput } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { type Draft, EMPTY } from './draft.ts'
import { ListField } from './list-field.tsx'
import { useStart } from './use-start.ts'

type Created = Output<'startFromCsv'>
type Props = { onClose: () => void; onCreated: (created: Created) => void }

export const NewCampaign = ({ onClose, onCreated }: Props) => {
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const { isSending, error, problems, start } = useStart(onCreated)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (problems.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])

  const bind = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setDraft((before) => ({ ...before, [name]: value }))
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    start(draft)
  }

  return (
    <Dialog open onClose={onClose} width="form" title="New campaign">
      <form ref={form} noValidate onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="flex flex-col gap-3 overflow-y-auto p-5">
          <Field label="Name" problem={problems.get('/name')}>
            {(described) => <input {...described} {...bind('name')} autoComplete="off" />}
          </Field>
          <ListField
            list={draft}
            problem={problems.get('/csv')}
            onList={(list) => setDraft((before) => ({ ...before, csv: list.csv, fileName: list.fileName }))}
          />
          <Field label="Prompt" problem={problems.get('/prompt')} hint="What the agent is told to do.">
            {(described) => <textarea {...described} {...bind('prompt')} rows={4} />}
          </Field>
          <Field label="First message" problem={problems.get('/firstMessage')} hint="What the agent says first.">
            {(described) => <textarea {...described} {...bind('firstMessage')} rows={2} placeholder="Hello {{name}}, …" />}
          </Field>
          <div className="grid grid-cols-1 gap-3 phone:grid-cols-3">
            <Field label="Lines" problem={problems.get('/settings/maxConcurrentCalls')} hint="Calls at the same time.">
              {(described) => <NumberInput unit="lines" described={described} {...bind('lines')} />}
            </Field>
            <Field label="Delay" problem={problems.get('/settings/callDelay')} hint="Least time between two dials.">
              {(described) => <NumberInput unit="seconds" described={described} {...bind('delay')} />}
            </Field>
            <Field label="Country" problem={problems.get('/defaultCountry')} hint="Of numbers that are written without +.">
              {(described) => <input {...described} {...bind('defaultCountry')} maxLength={2} autoComplete="off" />}
            </Field>
          </div>
        </div>
        <footer className="flex flex-col gap-3 border-t border-line px-5 py-3.5">
          {error ? <ProblemNotice error={error} doing="The campaign was not started." /> : null}
          <div className="flex flex-wrap items-center justify-end gap-2">
            <p className="mr-auto text-12 text-soft max-phone:w-full">Calling begins as soon as the list is read.</p>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" type="submit" disabled={isSending}>
              {isSending ? 'Starting…' : 'Start calling'}
            </Button>
          </div>
        </footer>
      </form>
    </Dialog>
  )
}
