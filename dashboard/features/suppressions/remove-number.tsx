// Takes a number off the do-not-call list; who does so says why, since somebody may ask.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { E164 } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { refreshSuppressions } from '../../held/suppression-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { ReasonField } from './reason-field.tsx'

type Props = {
  phone: E164
  /** Where it is plain which number is meant. */
  label?: string
}

export const RemoveNumber = ({ phone, label }: Props) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [because, setBecause] = useState('')
  const [problem, setProblem] = useState<string>()
  const removing = useMutation({
    mutationFn: () => api('unsuppressNumber', { params: { phone }, query: { because } }),
    onSuccess: () => {
      setAsking(false)
      refreshSuppressions(client)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const isGiven = because.trim() !== ''
    setProblem(isGiven ? undefined : 'Say why, in at most 500 characters.')
    if (isGiven) removing.mutate()
  }
  return (
    <>
      <Button aria-label={label === undefined ? `Remove ${phone}` : undefined} onClick={() => setAsking(true)}>
        {label ?? 'Remove'}
      </Button>
      <Dialog open={isAsking} onClose={() => setAsking(false)} width="question" title={`Let ${phone} be called again?`}>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4 p-5">
          <p>Campaigns may call it from now on. Contacts that were given up because of it stay as they are.</p>
          <ReasonField value={because} onChange={setBecause} hint="Written into the activity log." problem={problem} />
          {removing.error ? <ProblemNotice error={removing.error} doing="The number was not removed." /> : null}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button look="danger" type="submit" disabled={removing.isPending}>
              Let it be called
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
