// The number of a call in a list: the way to the call itself. The whole row is its target.
import { Link, useSearch } from '@tanstack/react-router'
import type { Call } from '#contract/call.ts'

export const useIsOpen = ({ id }: Pick<Call, 'id'>): boolean => useSearch({ from: '/campaigns/$id' }).call === id

type Props = {
  call: Call
  /** What else the keyboard does here. */
  keys?: 'Space'
}

export const CallLink = ({ call, keys }: Props) => (
  <Link
    from="/campaigns/$id"
    to="/campaigns/$id"
    search={(before) => ({ ...before, call: call.id })}
    resetScroll={false}
    aria-current={useIsOpen(call) || undefined}
    aria-keyshortcuts={keys}
    className="after:absolute after:inset-0"
  >
    {call.phone}
  </Link>
)
