// Asks once more before something is done that cannot be taken back, and says what it leads to.
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

type Props = { open: boolean; title: string; yes: string; onYes: () => void; onClose: () => void; children: ReactNode }

export const Question = ({ open, title, yes, onYes, onClose, children }: Props) => (
  <Dialog open={open} onClose={onClose} width="question" title={title}>
    <div className="flex flex-col gap-4 p-5">
      <p>{children}</p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button
          look="danger"
          onClick={() => {
            onClose()
            onYes()
          }}
        >
          {yes}
        </Button>
      </div>
    </div>
  </Dialog>
)
