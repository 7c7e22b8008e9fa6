// A secret, the only time that it is shown.
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'

type Props = {
  title: string
  label: string
  hint: string
  /** Undefined: none is shown. */
  secret: string | undefined
  onClose: () => void
  children: ReactNode
}

export const ShownOnce = ({ title, label, hint, secret, onClose, children }: Props) => (
  <Dialog open={secret !== undefined} onClose={onClose} width="question" title={title}>
    <div className="flex flex-col gap-4 p-5">
      <p>{children}</p>
      <Field label={label} problem={undefined} hint={hint}>
        {(described) => (
          <textarea
            {...described}
            className={`${described.className} resize-none font-mono text-12 break-all`}
            readOnly
            rows={2}
            value={secret ?? ''}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button look="primary" onClick={onClose}>
          I have copied it
        </Button>
      </div>
    </div>
  </Dialog>
)
