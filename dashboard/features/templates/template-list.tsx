// The templates that there are: what campaigns begin as.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Template } from '#contract/template.ts'
import { useConnection } from '../../connection/world.tsx'
import { day, plural } from '../../format.ts'
import { templatesQuery } from '../../held/template-queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { buttonLook } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DeleteTemplate } from './delete-template.tsx'
import { RenameTemplate } from './rename-template.tsx'

const rulesOf = ({ settings: { maxConcurrentCalls, retries, retryCount }, changedAt, version }: Template): string =>
  [
    plural(maxConcurrentCalls, 'line'),
    retries ? 'retries by outcome' : plural(retryCount, 'retry', 'retries'),
    version === 1 ? `kept ${day(Date.parse(changedAt))}` : `changed ${day(Date.parse(changedAt))}`,
  ].join(' · ')

const One = ({ of }: { of: Template }) => (
  <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line p-4 last:border-b-0">
    <div className="flex min-w-0 flex-[1_1_20rem] flex-col gap-1">
      <h3 className="text-15 font-title break-words">{of.name}</h3>
      <p className="line-clamp-2 break-words">“{of.firstMessage}”</p>
      <p className="text-12 text-soft">{rulesOf(of)}</p>
    </div>
    <div className="flex flex-wrap gap-2">
      <Allowed to="createCampaign">
        <Link to="/campaigns/new" search={{ from: of.id }} aria-label={`New campaign from ${of.name}`} className={buttonLook('plain')}>
          New campaign
        </Link>
      </Allowed>
      <Allowed to="editTemplate">
        <RenameTemplate of={of} />
        <DeleteTemplate of={of} />
      </Allowed>
    </div>
  </li>
)

export const TemplateList = () => {
  const { api } = useConnection()
  const { data, error, isPending } = useQuery(templatesQuery(api))
  return (
    <Panel title="Templates" aside={data && data.length > 0 ? 'newest first' : undefined}>
      {error ? <ProblemNotice error={error} doing="The templates could not be read." /> : null}
      {isPending ? <Skeleton className="m-4 h-24 w-[calc(100%-2rem)]" /> : null}
      {data?.length === 0 ? (
        <p className="p-4 text-soft">
          None yet. “Save as template”, in the last step of a new campaign and in the menu of every other, keeps all but its contacts.
        </p>
      ) : null}
      {data && data.length > 0 ? (
        <ul aria-label="Templates">
          {data.map((one) => (
            <One key={one.id} of={one} />
          ))}
        </ul>
      ) : null}
    </Panel>
  )
}
