// The telephone account: its limits, who has its lines, and what happened with it.
import { useQuery } from '@tanstack/react-query'
import { useConnection } from '../connection/world.tsx'
import { AccountLog } from '../features/account/account-log.tsx'
import { LimitsPanel } from '../features/account/limits-panel.tsx'
import { SharesPanel } from '../features/account/shares-panel.tsx'
import { accountQuery } from '../held/account-query.ts'
import { ProblemNotice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

export const AccountPage = () => {
  const { api } = useConnection()
  const { data: held, error } = useQuery(accountQuery(api))
  return (
    <div className="flex flex-col gap-4">
      <title>Account · Ringmaster</title>
      <header>
        <h1 className="text-20 font-title">Account</h1>
        <p className="text-soft">What all campaigns share: the lines and the dials of one telephone account.</p>
      </header>
      {error ? <ProblemNotice error={error} doing="The account could not be read; calls are not affected." /> : null}
      <div className="grid items-start gap-4 desk:grid-cols-2">
        <div className="min-w-0">{held ? <LimitsPanel held={held} /> : error ? null : <Skeleton className="h-80 w-full rounded-8" />}</div>
        <div className="flex min-w-0 flex-col gap-4">
          {held ? <SharesPanel campaigns={held.status.campaigns} /> : null}
          <AccountLog />
        </div>
      </div>
    </div>
  )
}
