// Entries of an activity log, of a campaign or of the account: who or what did what, when and why.
import type { Activity } from '#contract/activity.ts'
import { moment } from '../../format.ts'
import { ACTIVITY, BY } from './activity-texts.ts'

type Entry = Pick<Activity, 'id' | 'at' | 'by' | 'action' | 'because'>

export const ActivityList = ({ label, entries }: { label: string; entries: readonly Entry[] }) => (
  <ol aria-label={label}>
    {entries.map(({ id, at, by, action, because }) => (
      <li key={id} className="flex items-baseline gap-3 border-b border-line px-4 py-1.5 last:border-b-0">
        <span className="min-w-0 break-words">
          <span className="text-soft">{BY[by]}:</span> {ACTIVITY[action]}
          {because ? <span className="block text-12 text-soft">{because}</span> : null}
        </span>
        <time dateTime={at} className="ml-auto text-12 whitespace-nowrap text-soft">
          {moment(Date.parse(at))}
        </time>
      </li>
    ))}
  </ol>
)
