// The steps of the form: where one is, what is done, and the way to each of them.
import { Link } from '@tanstack/react-router'
import type { Problems } from './read-draft.ts'
import { isComplete, STEP_NAMES, Step } from './steps.ts'

export const StepList = ({ step, missing }: { step: Step; missing: Problems }) => (
  <nav aria-label="Steps">
    <ol className="flex border-b border-line">
      {Step.options.map((one) => {
        const isDone = one !== 'start' && isComplete(one, missing)
        return (
          <li key={one} className="min-w-0 max-phone:flex-auto">
            <Link
              to="/campaigns/new"
              search={{ step: one }}
              aria-current={one === step ? 'step' : undefined}
              className={`flex h-10 items-center gap-2 max-phone:gap-1 border-b-2 pt-0.5 phone:px-4 max-phone:justify-center ${one === step ? 'border-b-accent font-title' : 'border-b-transparent text-soft hover:text-ink'}`}
            >
              <span
                data-mark
                aria-hidden="true"
                className={`inline-block size-2 shrink-0 rounded-pill ${isDone ? 'bg-human' : 'border-[1.5px] border-soft'}`}
              />
              <span className="truncate">{STEP_NAMES[one]}</span>
              <span className="sr-only">{isDone ? ', complete' : ''}</span>
            </Link>
          </li>
        )
      })}
    </ol>
  </nav>
)
