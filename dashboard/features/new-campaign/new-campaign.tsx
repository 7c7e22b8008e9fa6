// A new campaign, step by step: who is called, what is said, by which rules; what follows from it stands beside it all the time.
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useMemo, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Consequence } from './consequence.tsx'
import { PeopleSection } from './people-section.tsx'
import { confirmed } from './preview-request.ts'
import { type Problems, readDraft, type Wanted } from './read-draft.ts'
import { RulesSection } from './rules/rules-section.tsx'
import { SaveTemplate } from './save-template.tsx'
import { StartLater } from './start-later.tsx'
import { StartSection } from './start-section.tsx'
import { StepList } from './step-list.tsx'
import { firstStepOf, type Step, stepAfter, stepBefore } from './steps.ts'
import { useDraft } from './use-draft.ts'
import { usePeople } from './use-people.ts'
import { type Started, useStart } from './use-start.ts'
import { WordsSection } from './words-section.tsx'

type Props = { step: Step; onStarted: (started: Started) => void }

/** On a telephone’s screen they fill the width, the one that matters a row of its own. */
const LAST_BUTTONS = 'max-phone:[&_button]:grow max-phone:[&_button[type=submit]]:basis-full'

/** The step's first field that cannot be used; else, when the step has changed, its heading. */
const useFocus = (step: Step, problems: Problems) => {
  const form = useRef<HTMLFormElement>(null)
  const before = useRef(step)
  useEffect(() => {
    const refused = problems.size > 0 ? form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : undefined
    const heading = before.current === step ? undefined : form.current?.querySelector<HTMLElement>('h2')
    before.current = step
    const target = refused ?? heading
    target?.focus()
  }, [step, problems])
  return form
}

export const NewCampaign = ({ step, onStarted }: Props) => {
  const { draft, isKept, bind, change, setSheet, setField, drop } = useDraft()
  const looked = usePeople(draft)
  const navigate = useNavigate()
  const missing = useMemo(() => readDraft(draft), [draft])
  const { isSending, error, problems, refuse, start } = useStart((started) => {
    drop()
    onStarted(started)
  })
  const form = useFocus(step, problems)
  const goTo = (next: Step): void => void navigate({ to: '/campaigns/new', search: { step: next } })

  const show = (found: Problems): void => {
    refuse(found)
    const first = firstStepOf(found)
    if (first) goTo(first)
  }
  /** Undefined: what is missing is shown. */
  const readyToStart = (): Wanted | undefined => {
    const read = readDraft(confirmed(draft, looked.list.isLooking ? undefined : looked.list.found))
    const found = new Map(read.ok ? [] : read.problems)
    const unusable = draft.source === 'list' && !looked.list.isLooking ? looked.list.found?.problem : undefined
    if (unusable !== undefined) found.set('/csv', unusable)
    show(found)
    return read.ok && found.size === 0 ? read.wanted : undefined
  }
  const next = stepAfter(step)
  const back = stepBefore(step)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const wanted = next ? undefined : readyToStart()
    if (next) goTo(next)
    else if (wanted) start(wanted)
  }
  const parts = { draft, problems, bind, change }

  return (
    <div className="flex flex-col gap-4">
      <StepList step={step} missing={missing.ok ? new Map() : missing.problems} />
      <div className="grid items-start gap-4 min-[60rem]:grid-cols-[minmax(0,1fr)_17rem] desk:grid-cols-[minmax(0,1fr)_20rem]">
        <form ref={form} noValidate onSubmit={submit} className="min-w-0 rounded-8 border border-line bg-card">
          <div className="p-4 phone:p-5">
            {step === 'people' ? <PeopleSection {...parts} looked={looked} onSheet={setSheet} onField={setField} /> : null}
            {step === 'words' ? <WordsSection {...parts} looked={looked} /> : null}
            {step === 'rules' ? <RulesSection {...parts} /> : null}
            {step === 'start' ? <StartSection {...parts} looked={looked} /> : null}
          </div>
          <footer className="flex flex-col gap-3 border-t border-line px-4 py-3.5 phone:px-5">
            {error ? <ProblemNotice error={error} doing="The campaign was not started." /> : null}
            <div className={`flex flex-wrap items-center justify-end gap-2 ${step === 'start' ? LAST_BUTTONS : ''}`}>
              <p className="mr-auto text-12 text-soft max-phone:w-full">
                {isKept ? 'Kept in this browser tab until you start.' : 'The list is too long to be kept here: a reload would lose it.'}
              </p>
              {step === 'start' ? <SaveTemplate draft={draft} onProblems={show} /> : null}
              {back ? <Button onClick={() => goTo(back)}>Back</Button> : null}
              {step === 'start' ? <StartLater readyToStart={readyToStart} isSending={isSending} onStart={start} /> : null}
              <Button look="primary" type="submit" disabled={isSending}>
                {next ? 'Continue' : isSending ? 'Starting…' : 'Start calling'}
              </Button>
            </div>
          </footer>
        </form>
        <Consequence draft={draft} people={looked.people} isLooking={looked.list.isLooking || looked.sheet.isLooking} />
      </div>
    </div>
  )
}
