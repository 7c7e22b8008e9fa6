// The form for a new campaign: who is called, what is said, how fast. What is wrong with list or words is seen before anything starts.
import { type FormEvent, useEffect, useMemo, useRef } from 'react'
import type { Output } from '#contract/client.ts'
import { plural } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { confirmed } from './draft.ts'
import { PeopleSection } from './people-section.tsx'
import { listAsked, wordsAsked } from './preview-request.ts'
import { RulesSection } from './rules-section.tsx'
import { useDraft } from './use-draft.ts'
import { type Looked, usePreview } from './use-preview.ts'
import { useStart } from './use-start.ts'
import { WordsSection } from './words-section.tsx'

type Created = Output<'startFromCsv'>
type Props = { onClose: () => void; onCreated: (created: Created) => void }

const outlook = ({ preview, isLooking }: Looked): string => {
  if (!preview || isLooking || preview.problem !== undefined) return 'Calling begins as soon as the list is read.'
  const { willBeCalled } = preview.counts
  if (willBeCalled === 0) return 'Nobody on this list will be called.'
  return `${plural(willBeCalled, 'person', 'people')}${preview.isWhole ? '' : ' or more'} will be called, as soon as the list is read.`
}

export const NewCampaign = ({ onClose, onCreated }: Props) => {
  const { draft, bind, setList, setSheet, setField } = useDraft()
  const { list: chosen, mapping, defaultCountry, prompt, firstMessage } = draft
  const ofList = useMemo(() => listAsked({ list: chosen, mapping, defaultCountry }), [chosen, mapping, defaultCountry])
  const list = usePreview(ofList)
  const words = usePreview(useMemo(() => wordsAsked(ofList, { prompt, firstMessage }), [ofList, prompt, firstMessage]))
  const { isSending, error, problems, start } = useStart(onCreated)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (problems.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    start(confirmed(draft, list), list.isLooking ? undefined : list.preview?.problem)
  }
  const parts = { draft, bind, problems }

  return (
    <Dialog open onClose={onClose} width="form" title="New campaign">
      <form ref={form} noValidate onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="flex flex-col gap-5 overflow-y-auto p-5">
          <Field label="Name" problem={problems.get('/name')}>
            {(described) => <input {...described} {...bind('name')} autoComplete="off" />}
          </Field>
          <PeopleSection {...parts} looked={list} onList={setList} onSheet={setSheet} onField={setField} />
          <WordsSection {...parts} looked={words} />
          <RulesSection {...parts} />
        </div>
        <footer className="flex flex-col gap-3 border-t border-line px-5 py-3.5">
          {error ? <ProblemNotice error={error} doing="The campaign was not started." /> : null}
          <div className="flex flex-wrap items-center justify-end gap-2">
            <p className="mr-auto text-12 text-soft max-phone:w-full">{outlook(list)}</p>
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
