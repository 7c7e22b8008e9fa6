// Who one is and what one may, where a key was asked for.
import { useMe } from '../connection/use-me.ts'

export const Who = () => {
  const me = useMe()
  if (!me || me.principal === 'machine') return null
  return (
    <p className="min-w-0 truncate text-13 text-soft max-phone:hidden" title={me.principal}>
      {me.name === undefined ? null : <span className="text-ink">{me.name} · </span>}
      {me.role}
    </p>
  )
}
