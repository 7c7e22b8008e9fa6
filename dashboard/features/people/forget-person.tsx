// Forgets a person, which nobody can take back: what goes and what stays is said, and the number is typed once more.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { E164 } from '#contract/ids.ts'
import type { PersonForgotten } from '#contract/privacy.ts'
import { useConnection } from '../../connection/world.tsx'
import { plural } from '../../format.ts'
import { refreshSuppressions } from '../../held/suppression-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { ReasonField } from '../suppressions/reason-field.tsx'

const toldOf = ({ removed, anonymised, calls, recordings }: PersonForgotten): string =>
  `Forgotten: ${plural(removed, 'contact')} taken out, ${anonymised} made nobody’s with ${plural(calls, 'call')}, ${plural(recordings, 'recording')} deleted.`

const digits = (text: string): string => text.replace(/\D/g, '')

export const ForgetPerson = ({ phone, campaigns }: { phone: E164; campaigns: number }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const [because, setBecause] = useState('')
  const [problem, setProblem] = useState<string>()
  const forgetting = useMutation({
    mutationFn: () => api('erasePerson', { body: { phone, ...(because.trim() === '' ? {} : { because }) } }),
    onSuccess: () => {
      setAsking(false)
      setTyped('')
    },
    // Whoever is refused in the middle has suppressed it by then.
    onSettled: () => refreshSuppressions(client),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const isSame = digits(typed) === digits(phone)
    setProblem(isSame ? undefined : `Type ${phone}, with its country code.`)
    if (isSame) forgetting.mutate()
  }
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        Forget…
      </Button>
      <p role="status" className={forgetting.data ? 'w-full' : 'sr-only'}>
        {forgetting.data ? toldOf(forgetting.data) : null}
      </p>
      <Dialog open={isAsking} onClose={() => setAsking(false)} width="question" title={`Forget ${phone}?`}>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4 p-5">
          <p>
            Name, number, columns of lists, what was said and recordings go, in {plural(campaigns, 'campaign')}. Calls stay counted as those
            of nobody, and the number is never called again. Nobody can bring it back.
          </p>
          <Field label="Type the number once more" problem={problem} hint={phone}>
            {(described) => (
              <input
                {...described}
                type="tel"
                autoComplete="off"
                value={typed}
                onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              />
            )}
          </Field>
          <ReasonField value={because} onChange={setBecause} hint="Kept in the activity log: name nobody in it." />
          {forgetting.error ? <ProblemNotice error={forgetting.error} doing="Not everything is forgotten." /> : null}
          <div className="flex justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button look="danger" type="submit" disabled={forgetting.isPending}>
              {forgetting.isPending ? 'Forgetting…' : 'Forget it'}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
