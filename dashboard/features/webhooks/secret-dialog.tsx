// The secret of a webhook, the only time that it is shown.
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'

type Props = { name: string; secret: string | undefined; onClose: () => void }

export const SecretDialog = ({ name, secret, onClose }: Props) => (
  <Dialog open={secret !== undefined} onClose={onClose} width="question" title={`The secret of ${name}`}>
    <div className="flex flex-col gap-4 p-5">
      <p>Give it to the receiver, which knows by it that a request is ours. It is shown this once; a new one can be made at any time.</p>
      <Field label="Secret" problem={undefined} hint="Standard Webhooks: HMAC-SHA256 over id, timestamp and body.">
        {(described) => (
          <input
            {...described}
            className={`${described.className} font-mono text-12`}
            readOnly
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
