// Asks when a campaign is to start by itself.
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { aheadText, fieldText, momentOf, problemOf, usualStart, zoneText } from './start-time.ts'
import { useCampaignNow } from './use-campaign-now.ts'

type FormProps = {
  /** As it is; absent: it has none yet. */
  startsAt?: string | undefined
  isSending: boolean
  onChoose: (startsAt: string) => void
  /** Takes the moment back that it has. */
  onTakeBack?: () => void
  onClose: () => void
  /** How the last try went. */
  children?: ReactNode
}

const StartTimeForm = ({ startsAt, isSending, onChoose, onTakeBack, onClose, children }: FormProps) => {
  const now = useCampaignNow()
  const [typed, setTyped] = useState<string>()
  const [isRefused, setRefused] = useState(false)
  const value = typed ?? fieldText(startsAt === undefined ? usualStart(now) : Date.parse(startsAt))
  const at = momentOf(value)
  const problem = problemOf(at, now)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    // A press of Enter inside another form must not send that one, too.
    event.stopPropagation()
    setRefused(problem !== undefined)
    if (at !== undefined && problem === undefined) onChoose(new Date(at).toISOString())
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 p-5">
      {children}
      <Field
        label="Start at"
        problem={isRefused ? problem : undefined}
        hint={`Your own time, ${zoneText(at ?? now)}${at !== undefined && at > now ? `: ${aheadText(at - now)}` : ''}. Calling hours stay each contact’s own.`}
      >
        {(described) => (
          <input
            {...described}
            type="datetime-local"
            min={fieldText(now)}
            value={value}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        {startsAt !== undefined && onTakeBack ? (
          <Button look="danger" disabled={isSending} onClick={onTakeBack}>
            Do not start by itself
          </Button>
        ) : null}
        <Button onClick={onClose}>Leave it</Button>
        <Button look="primary" type="submit" disabled={isSending}>
          {isSending ? 'Saving…' : 'Start then'}
        </Button>
      </div>
    </form>
  )
}

export const StartTimeDialog = ({ open, title, ...form }: FormProps & { open: boolean; title: string }) => (
  <Dialog open={open} onClose={form.onClose} width="question" title={title}>
    <StartTimeForm {...form} />
  </Dialog>
)
