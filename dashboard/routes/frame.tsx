// What every page stands in: the bar with the name, the ways to go, and the state of the connection.
import { type ErrorComponentProps, Link, Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { usePhase } from '../connection/use-live.ts'
import { Brand } from '../ui/brand.tsx'
import { ConnectionState } from '../ui/connection-state.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { Who } from '../ui/who.tsx'

// Their popovers and questions are a quarter of what the first view would otherwise load before it shows anything.
const AccountBar = lazy(() => import('../features/account/account-bar.tsx').then((part) => ({ default: part.AccountBar })))
const EmergencyStop = lazy(() => import('../features/account/emergency-stop.tsx').then((part) => ({ default: part.EmergencyStop })))

const WIDTH = 'mx-auto w-full max-w-360 px-4 phone:px-6'

export const Frame = () => {
  const phase = usePhase()
  const pathname = useLocation({ select: (location) => location.pathname })
  const isCampaigns = pathname === '/' || pathname.startsWith('/campaigns/')
  return (
    <>
      <a href="#content" className="sr-only z-20 rounded-8 bg-card p-2 focus:not-sr-only focus:fixed focus:top-1 focus:left-1">
        Skip to content
      </a>
      <header className="sticky top-0 z-10 border-b border-line bg-card">
        <div className={`flex min-h-12 items-center gap-4 max-phone:flex-wrap max-phone:gap-y-0 desk:gap-6 ${WIDTH}`}>
          <Link to="/" className="flex items-center gap-2 text-15 font-title">
            <Brand /> <span className="max-phone:sr-only">Ringmaster</span>
          </Link>
          <nav aria-label="Main" className="flex h-12 items-center gap-4 max-phone:order-last max-phone:h-9 max-phone:w-full">
            <Link
              to="/"
              aria-current={pathname === '/' ? 'page' : undefined}
              className={`flex h-full items-center border-b-2 px-1 pt-0.5 ${isCampaigns ? 'border-b-accent' : 'border-b-transparent text-soft hover:text-ink'}`}
            >
              Campaigns
            </Link>
            <Link
              to="/settings/suppressions"
              aria-current={pathname === '/settings/suppressions' ? 'page' : undefined}
              className={`flex h-full items-center border-b-2 px-1 pt-0.5 ${pathname === '/settings/suppressions' ? 'border-b-accent' : 'border-b-transparent text-soft hover:text-ink'}`}
            >
              Do not call
            </Link>
            <Link
              to="/settings/webhooks"
              aria-current={pathname === '/settings/webhooks' ? 'page' : undefined}
              className={`flex h-full items-center border-b-2 px-1 pt-0.5 ${pathname === '/settings/webhooks' ? 'border-b-accent' : 'border-b-transparent text-soft hover:text-ink'}`}
            >
              Webhooks
            </Link>
          </nav>
          <div className="ml-auto flex h-12 min-w-0 items-center gap-4">
            <Who />
            <Suspense fallback={null}>
              <AccountBar />
            </Suspense>
            <ConnectionState />
            <Suspense fallback={<span className="w-22" />}>
              <EmergencyStop />
            </Suspense>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} data-stale={phase === 'reconnecting' || undefined} className={`py-6 outline-none ${WIDTH}`}>
        <Outlet />
      </main>
    </>
  )
}

export const NotFound = () => (
  <div className="py-16 text-center">
    <h1 className="text-20 font-title">There is nothing at this address</h1>
    <p className="mt-1 text-soft">
      The campaign may have been deleted.{' '}
      <Link to="/" className="text-accent underline underline-offset-2">
        All campaigns
      </Link>
    </p>
  </div>
)

export const Failed = ({ error }: ErrorComponentProps) => (
  <ProblemNotice
    error={error instanceof Error ? error : new Error(String(error))}
    doing="This part of the page broke; calls are not affected. Reload the page."
  />
)
