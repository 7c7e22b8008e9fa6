// The campaign is made now, and starts by itself at a moment that is chosen here.
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { StartTimeDialog } from '../start-time/start-time-dialog.tsx'
import type { Wanted } from './read-draft.ts'

type Props = {
  /** Undefined: what is missing is shown instead. */
  readyToStart: () => Wanted | undefined
  isSending: boolean
  onStart: (wanted: Wanted & { startsAt: string }) => void
}

export const StartLater = ({ readyToStart, isSending, onStart }: Props) => {
  const [wanted, setWanted] = useState<Wanted>()
  const close = (): void => setWanted(undefined)
  return (
    <>
      <Button disabled={isSending} onClick={() => setWanted(readyToStart())}>
        Start at…
      </Button>
      <StartTimeDialog
        open={wanted !== undefined}
        title="When the campaign starts by itself"
        isSending={isSending}
        onClose={close}
        onChoose={(startsAt) => {
          close()
          if (wanted) onStart({ ...wanted, startsAt })
        }}
      />
    </>
  )
}
