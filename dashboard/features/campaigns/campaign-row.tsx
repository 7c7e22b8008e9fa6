// One campaign in one line: the whole row opens it. On a telephone's screen it becomes three.
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, lazy } from 'react'
import { useMay } from '../../connection/use-me.ts'
import { count, percent, plural } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { finishedShare } from '../../metrics.ts'
import { Figure } from '../../ui/figure.tsx'
import { Later } from '../../ui/later.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { StatePill } from '../../ui/state-pill.tsx'
import { CommandResult } from '../campaign/command-result.tsx'
import { OPERATIONS, offered } from '../campaign/commands.ts'
import { useCommand } from '../campaign/use-command.ts'
import { Starts } from '../start-time/starts.tsx'
import { ToldInCells, ToldInLine, toldOf } from './told.tsx'

const CampaignMenu = lazy(() => import('./campaign-menu.tsx').then((part) => ({ default: part.CampaignMenu })))

/** Nobody is called any more, and some are still on the telephone. */
const Ending = ({ held: { campaign, stats } }: { held: HeldCampaign }) =>
  (campaign.state === 'pausing' || campaign.state === 'stopping') && stats && stats.live > 0 ? (
    <p className="text-12 text-soft">{plural(stats.live, 'call ends by itself', 'calls end by themselves')}</p>
  ) : null

/** On the keyboard: p pauses a campaign that calls, and lets a paused one go on. */
const usePauseKey = ({ campaign, stats }: HeldCampaign) => {
  const command = useCommand(campaign.id)
  const may = useMay()
  const wanted = offered(campaign.state, stats).find((name) => (name === 'pause' || name === 'resume') && may(OPERATIONS[name]))
  const onKeyDown = ({ key, target }: KeyboardEvent): void => {
    if (key === 'p' && target instanceof HTMLAnchorElement && wanted && !command.isPending) command.mutate(wanted)
  }
  return { command, onKeyDown }
}

type Props = { held: HeldCampaign; now: number; isPhone: boolean }

export const CampaignRow = ({ held, now, isPhone }: Props) => {
  const { campaign, stats } = held
  const { command, onKeyDown } = usePauseKey(held)
  const told = toldOf(held, now)
  return (
    <tr
      onKeyDown={onKeyDown}
      className="relative h-11 border-b border-line last:border-b-0 focus-within:bg-sunk/60 hover:bg-sunk/60 max-phone:grid max-phone:h-auto max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:items-center max-phone:gap-x-3 max-phone:gap-y-1.5 max-phone:px-4 max-phone:py-3"
    >
      <th scope="row" className="max-w-0 py-1.5 pr-3 pl-4 max-phone:max-w-full max-phone:p-0">
        <Link
          to="/campaigns/$id"
          params={{ id: campaign.id }}
          aria-keyshortcuts="p"
          className="block truncate font-title outline-offset-[-3px] after:absolute after:inset-0"
        >
          {campaign.name}
        </Link>
        {campaign.reason ? (
          <p className="text-12 text-failed">
            {campaign.state}: {campaign.reason}
          </p>
        ) : null}
        {campaign.startsAt ? (
          <p className="text-12 text-soft">
            <Starts at={campaign.startsAt} />
          </p>
        ) : null}
        <Ending held={held} />
        {command.error ? <p className="text-12 text-failed">{command.error.message}</p> : null}
        {command.data ? <CommandResult command={command.variables} answer={command.data} /> : null}
      </th>
      <td className="px-3 max-phone:p-0 max-phone:text-end">
        <StatePill state={campaign.state} />
      </td>
      <td className="px-3 max-phone:p-0">
        {stats ? <ProgressBar name={campaign.name} stats={stats} /> : <Skeleton className="h-2 w-full" />}
      </td>
      <td className="px-3 text-end whitespace-nowrap max-phone:p-0">
        {stats ? (
          <>
            <Figure value={`${count(stats.finished)}/${count(stats.totalContacts)}`} />
            <span className="ml-2 inline-block w-10">
              <Figure value={percent(finishedShare(stats))} unit="%" />
            </span>
          </>
        ) : null}
      </td>
      {isPhone ? <ToldInLine told={told} /> : <ToldInCells told={told} />}
      <td className="pr-4 pl-1 text-end whitespace-nowrap max-phone:hidden">
        <Later keeps={<span className="inline-block size-8" />}>
          <CampaignMenu campaign={campaign} isQuiet />
        </Later>
      </td>
    </tr>
  )
}
