// Where a campaign's people come from: the sheet that it works from, and the way to add more.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { ImportId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import type { HeldCampaign } from '../../held/campaign.ts'
import { sheetsQuery } from '../../held/queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { buttonLook } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ConnectedSheet } from './connected-sheet.tsx'

const AddPeople = lazy(() => import('../new-campaign/add-people.tsx').then((part) => ({ default: part.AddPeople })))

export const PeoplePanel = ({ held: { campaign, stats } }: { held: HeldCampaign }) => {
  const { api } = useConnection()
  const navigate = useNavigate({ from: '/campaigns/$id' })
  const { add } = useSearch({ from: '/campaigns/$id' })
  // Its rows are counted anew whenever contacts have come, which is when the sheet was read.
  const moved = `${stats?.totalContacts ?? 0}`
  const { data, error } = useQuery({
    ...sheetsQuery(api, { id: campaign.id, moved }),
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
  })
  const close = (importId?: ImportId): void =>
    void navigate({ search: ({ add: _, ...rest }) => (importId === undefined ? rest : { ...rest, import: importId }), resetScroll: false })
  return (
    <Panel
      title="People"
      aside={
        <Allowed to="addList">
          <Link
            from="/campaigns/$id"
            to="/campaigns/$id"
            search={(before) => ({ ...before, add: true })}
            resetScroll={false}
            className={buttonLook('plain')}
          >
            Add people…
          </Link>
        </Allowed>
      }
    >
      {error ? <ProblemNotice error={error} doing="Whether a sheet is connected could not be read; its rows are not affected." /> : null}
      {data?.items.map((sheet) => (
        <ConnectedSheet key={sheet.spreadsheetId} sheet={sheet} />
      ))}
      {data?.items.length === 0 ? (
        <p className="p-4 text-soft">Add a list, or connect a Google Sheet whose new rows join by themselves.</p>
      ) : null}
      {add ? (
        <Allowed to="addList" keeps={null}>
          <Suspense fallback={null}>
            <AddPeople campaign={campaign} onClose={close} />
          </Suspense>
        </Allowed>
      ) : null}
    </Panel>
  )
}
