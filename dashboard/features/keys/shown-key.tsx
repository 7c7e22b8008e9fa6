// A new key, the only time that it is shown.
import type { Output } from '#contract/client.ts'
import { moment } from '../../format.ts'
import { ShownOnce } from '../../ui/shown-once.tsx'

type Props = { of: Output<'createKey'> | undefined; onClose: () => void }

export const ShownKey = ({ of, onClose }: Props) => (
  <ShownOnce
    title={`The key “${of?.name ?? ''}”`}
    label="Key"
    hint="Programs send it as: Authorization: Bearer <key>"
    secret={of?.key}
    onClose={onClose}
  >
    Copy it to where it is used. It is shown this once, and only a digest of it is kept.
    {of?.previous ? ` The one before works until ${moment(Date.parse(of.previous.worksUntil))}.` : null}
  </ShownOnce>
)
