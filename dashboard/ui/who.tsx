// Who one is and what one may, where somebody had to say who they are.
import { useMe } from '../connection/use-me.ts'
import { useConnection } from '../connection/world.tsx'

export const Who = () => {
  const me = useMe()
  const { leave } = useConnection()
  if (!me || me.principal === 'machine') return null
  return (
    <div className="flex min-w-0 items-baseline gap-3 text-13 text-soft max-phone:hidden">
      <p className="min-w-0 truncate" title={me.principal}>
        {me.name === undefined ? null : <span className="text-ink">{me.name} · </span>}
        {me.role}
      </p>
      {leave ? (
        <button type="button" onClick={leave} className="whitespace-nowrap underline hover:text-ink">
          Sign out
        </button>
      ) : null}
    </div>
  )
}
