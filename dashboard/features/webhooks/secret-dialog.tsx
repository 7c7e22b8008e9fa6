// The secret of a webhook, the only time that it is shown.
import { ShownOnce } from '../../ui/shown-once.tsx'

type Props = { name: string; secret: string | undefined; onClose: () => void }

export const SecretDialog = ({ name, secret, onClose }: Props) => (
  <ShownOnce
    title={`The secret of ${name}`}
    label="Secret"
    hint="Standard Webhooks: HMAC-SHA256 over id, timestamp and body."
    secret={secret}
    onClose={onClose}
  >
    Give it to the receiver, which knows by it that a request is ours. It is shown this once; a new one can be made at any time.
  </ShownOnce>
)
