// The pages of settings, and the ways between them.
import { Link, Outlet } from '@tanstack/react-router'

const TAB = 'flex h-9 items-center border-b-2 px-1 pt-0.5 whitespace-nowrap'
const HERE = { className: `${TAB} border-b-accent font-title`, 'aria-current': 'page' } as const
const ELSEWHERE = { className: `${TAB} border-b-transparent text-soft hover:text-ink` } as const

const PAGES = [
  { to: '/settings/suppressions', name: 'Do not call' },
  { to: '/settings/templates', name: 'Templates' },
  { to: '/settings/webhooks', name: 'Webhooks' },
  { to: '/settings/keys', name: 'API keys' },
  { to: '/settings/audit', name: 'Audit log' },
  { to: '/settings/health', name: 'Health' },
  { to: '/settings/account', name: 'Account' },
] as const

export const SettingsPages = () => (
  <div className="flex flex-col gap-4">
    <nav aria-label="Settings" className="flex flex-wrap gap-x-4 border-b border-line">
      {PAGES.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ includeSearch: false }} activeProps={HERE} inactiveProps={ELSEWHERE}>
          {name}
        </Link>
      ))}
    </nav>
    <Outlet />
  </div>
)
