// What every page stands in: the bar with the name, the ways to go, and the state of the connection.
import { type ErrorComponentProps, Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { usePhase } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { AccountBar } from '../features/account/account-bar.tsx'
import { EmergencyStop } from '../features/account/emergency-stop.tsx'
import { ConnectionState } from '../ui/connection-state.tsx'
import { loadDialog } from '../ui/dialog.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { CONTENT, TopBar, type WayName, wayLook } from '../ui/top-bar.tsx'
import { Who } from '../ui/who.tsx'

/** Until the first view stands, on a slow telephone too. */
const STANDING_MS = 3_000

type WayProps = { to: '/' | '/contacts' | '/results' | '/settings/suppressions'; name: WayName; isIn: boolean }

/** A part of the page; whoever is on one of its pages is in it. */
const Way = ({ to, name, isIn }: WayProps) => (
  <Link to={to} aria-current={isIn ? 'page' : undefined} className={wayLook(isIn)}>
    {name}
  </Link>
)

export const Frame = () => {
  const phase = usePhase()
  const { timing } = useConnection()
  useEffect(() => timing.after(STANDING_MS, () => void loadDialog()), [timing])
  const pathname = useLocation({ select: (location) => location.pathname })
  // A screen on the wall has no bar: nobody stands before it to press anything.
  if (pathname.endsWith('/wall')) return <Outlet />
  const isCampaigns = pathname === '/' || pathname.startsWith('/campaigns/')
  return (
    <>
      <a href="#content" className="sr-only z-20 rounded-8 bg-card p-2 focus:not-sr-only focus:fixed focus:top-1 focus:left-1">
        Skip to content
      </a>
      <TopBar
        home={(parts, look) => (
          <Link to="/" className={look}>
            {parts}
          </Link>
        )}
        ways={
          <>
            <Way to="/" name="Campaigns" isIn={isCampaigns} />
            <Way to="/contacts" name="Contacts" isIn={pathname === '/contacts'} />
            <Way to="/results" name="Results" isIn={pathname === '/results'} />
            <Way to="/settings/suppressions" name="Settings" isIn={pathname.startsWith('/settings')} />
          </>
        }
      >
        <Who />
        <AccountBar />
        <ConnectionState />
        <EmergencyStop />
      </TopBar>
      <main id="content" tabIndex={-1} data-stale={phase === 'reconnecting' || undefined} className={CONTENT}>
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
