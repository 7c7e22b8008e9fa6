// Keeps the words and the rules, to begin other campaigns with, and for lists that come by the inbox. Nobody is called by it.
import { Link } from '@tanstack/react-router'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { useSaveTemplate } from '../templates/use-save-template.ts'
import type { Draft } from './draft.ts'
import { type Problems, readCampaign } from './read-draft.ts'

type Props = { draft: Draft; onProblems: (problems: Problems) => void }

export const SaveTemplate = ({ draft, onProblems }: Props) => {
  const { mutate, isPending, isSuccess, error } = useSaveTemplate()
  const save = (): void => {
    const { campaign, problems } = readCampaign(draft)
    if (campaign) mutate(campaign)
    else onProblems(problems)
  }
  return (
    <>
      {error ? (
        <div className="order-first w-full">
          <ProblemNotice error={error} doing="No template was made." />
        </div>
      ) : null}
      <p role="status" className={isSuccess ? '' : 'sr-only'}>
        {isSuccess ? (
          <>
            Saved.{' '}
            <Link to="/settings/templates" className="text-accent underline underline-offset-2">
              Templates
            </Link>
          </>
        ) : null}
      </p>
      {isSuccess ? null : (
        <Allowed to="createTemplate">
          <Button disabled={isPending} onClick={save}>
            {isPending ? 'Saving…' : 'Save as template'}
          </Button>
        </Allowed>
      )}
    </>
  )
}
