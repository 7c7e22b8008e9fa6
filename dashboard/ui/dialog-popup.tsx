// The dialog itself, which comes after the first view.
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'

const BACKDROP =
  'fixed inset-0 z-30 bg-[oklch(0.2_0.02_220/0.45)] transition-opacity duration-150 data-starting-style:opacity-0 data-ending-style:opacity-0'
const POPUP =
  'fixed z-30 flex flex-col overflow-hidden border border-line bg-card text-ink shadow-float outline-none transition-opacity duration-150 data-starting-style:opacity-0 data-ending-style:opacity-0 max-phone:inset-x-0 max-phone:bottom-0 max-phone:max-h-[100dvh] max-phone:rounded-t-8 phone:top-1/2 phone:left-1/2 phone:max-h-[calc(100dvh-3rem)] phone:w-[calc(100vw-3rem)] phone:-translate-1/2 phone:rounded-8'

const WIDTHS = { question: 'phone:max-w-110', form: 'phone:max-w-260' } as const

export type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  width: keyof typeof WIDTHS
  /** An answer is wanted: a click beside it does not close it. */
  children: ReactNode
}

export const DialogPopup = ({ open, onClose, title, width, children }: DialogProps) => (
  <BaseDialog.Root open={open} onOpenChange={(next) => next || onClose()} disablePointerDismissal>
    <BaseDialog.Portal>
      <BaseDialog.Backdrop className={BACKDROP} />
      <BaseDialog.Popup className={`${POPUP} ${WIDTHS[width]}`}>
        <BaseDialog.Title className="border-b border-line px-5 py-3.5 text-15 font-title">{title}</BaseDialog.Title>
        {children}
      </BaseDialog.Popup>
    </BaseDialog.Portal>
  </BaseDialog.Root>
)
