// A new secret for a key that is in use: the old one goes on working until everybody has the new one.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ApiKey } from '#contract/access.ts'
import { useConnection } from '../../connection/world.tsx'
import { refreshKeys } from '../../held/key-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { ShownKey } from './shown-key.tsx'

const OVERLAPS = [
  { hours: 0, label: 'not at all: it stops now' },
  { hours: 1, label: 'for an hour' },
  { hours: 24, label: 'for a day' },
  { hours: 168, label: 'for a week' },
] as const
const USUAL_HOURS = 24

export const RotateKey = ({ of: { id, name, previous } }: { of: ApiKey }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [overlapHours, setOverlap] = useState<number>(USUAL_HOURS)
  const rotating = useMutation({
    mutationFn: () => api('rotateKey', { params: { keyId: id }, body: { overlapHours } }),
    onSuccess: () => {
      setAsking(false)
      refreshKeys(client)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    rotating.mutate()
  }
  return (
    <>
      <Button aria-label={`Rotate ${name}`} onClick={() => setAsking(true)}>
        Rotate…
      </Button>
      <Dialog open={isAsking} onClose={() => setAsking(false)} width="question" title={`A new secret for “${name}”?`}>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4 p-5">
          <p>
            The key keeps its name and what it may.
            {previous ? ' The one that it replaced before stops working at once.' : ''}
          </p>
          <Field label="The old one works" problem={undefined} hint="So long old and new work side by side.">
            {(described) => (
              <select {...described} value={overlapHours} onChange={({ currentTarget: { value } }) => setOverlap(Number(value))}>
                {OVERLAPS.map(({ hours, label }) => (
                  <option key={hours} value={hours}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {rotating.error ? <ProblemNotice error={rotating.error} doing="The key is as it was." /> : null}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button look="primary" type="submit" disabled={rotating.isPending}>
              Make a new secret
            </Button>
          </div>
        </form>
      </Dialog>
      <ShownKey of={rotating.data} onClose={rotating.reset} />
    </>
  )
}
