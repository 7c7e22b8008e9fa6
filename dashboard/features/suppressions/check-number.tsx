// Whether one number is on the do-not-call list.
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { E164 } from '#contract/ids.ts'
import type { CheckedNumber } from '#contract/suppression.ts'
import { useConnection } from '../../connection/world.tsx'
import { moment } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'

const answerTo = ({ phone, isSuppressed, at, because }: CheckedNumber): string => {
  if (!isSuppressed) return `${phone} may be called.`
  return `${phone} is on the list${at === undefined ? '' : ` since ${moment(Date.parse(at))}`}${because === undefined ? '' : `: ${because}`}.`
}

export const CheckNumber = () => {
  const { api } = useConnection()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const checking = useMutation({ mutationFn: (phone: E164) => api('checkSuppression', { params: { phone } }) })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const phone = E164.safeParse(text.replace(/[\s().-]/g, ''))
    setProblem(phone.success ? undefined : 'Write it with + and its country code, such as +1 202 555 0142.')
    if (phone.success) checking.mutate(phone.data)
  }
  return (
    <Panel title="Check a number">
      <form onSubmit={submit} noValidate className="flex flex-col gap-3 p-4">
        <Field label="Number to check" problem={problem} hint="With + and its country code.">
          {(described) => (
            <span className="flex gap-2">
              <input
                {...described}
                type="tel"
                autoComplete="off"
                value={text}
                onChange={({ currentTarget }) => setText(currentTarget.value)}
              />
              <Button type="submit" disabled={checking.isPending}>
                Check
              </Button>
            </span>
          )}
        </Field>
        {checking.error ? <ProblemNotice error={checking.error} doing="The number could not be looked up." /> : null}
        <p role="status" className={checking.data ? 'font-title' : 'sr-only'}>
          {checking.data ? answerTo(checking.data) : null}
        </p>
      </form>
    </Panel>
  )
}
