// How far the contact list is read, and which of its rows cannot be called.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ImportId } from '#contract/ids.ts'
import type { Import } from '#contract/import.ts'
import { useConnection } from '../../connection/world.tsx'
import { count, plural } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { importQuery } from '../../held/queries.ts'
import { Notice, ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'

const Sweep = () => (
  <div role="progressbar" aria-label="Reading the list" className="h-1 overflow-hidden rounded-4 bg-sunk">
    <span className="block h-full w-2/5 animate-sweep rounded-4 bg-accent" />
  </div>
)

const Rejects = ({ found }: { found: Import }) => (
  <details className="border-t border-line pt-2">
    <summary className="cursor-pointer">
      {plural(found.rejected, 'row')} cannot be called
      {found.rejected > found.rejects.length ? `; the first ${found.rejects.length}` : ''}
    </summary>
    <table className="mt-2 w-full">
      <caption className="sr-only">Rows that cannot be called</caption>
      <thead className="text-12 text-soft">
        <tr>
          <th scope="col" className="pr-3">
            Line
          </th>
          <th scope="col" className="pr-3">
            Column
          </th>
          <th scope="col">Reason</th>
        </tr>
      </thead>
      <tbody>
        {found.rejects.map((reject) => (
          <tr key={`${reject.line} ${reject.column}`} className="align-top">
            <td className="pr-3 font-number">{reject.line}</td>
            <td className="pr-3">{reject.column}</td>
            <td>{reject.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)

const OneImport = ({ held, importId }: { held: HeldCampaign; importId: ImportId }) => {
  const { api } = useConnection()
  const { campaign, stats } = held
  const moved = `${campaign.openImports} ${stats?.totalContacts ?? 0}`
  const found = useQuery({ ...importQuery(api, { id: campaign.id, importId, moved }), placeholderData: keepPreviousData })
  if (found.error) return <ProblemNotice error={found.error} doing="The import could not be looked up." />
  if (!found.data) return <Sweep />
  const { fileName, state, rows, imported, duplicates, rejected, problem } = found.data
  return (
    <>
      {problem ? <Notice kind="problem">{problem}</Notice> : null}
      {state === 'importing' || state === 'awaiting-upload' ? <Sweep /> : null}
      <p>
        <span className="break-all">{fileName}</span>: <span className="font-number">{plural(rows, 'row')}</span> read, {count(imported)}{' '}
        will be called, {plural(duplicates, 'duplicate')}, {count(rejected)} rejected.
      </p>
      {found.data.rejects.length > 0 ? <Rejects found={found.data} /> : null}
    </>
  )
}

/** Shown while a list is read, and for as long as the address names an import. */
export const ImportPanel = ({ held, importId }: { held: HeldCampaign; importId: ImportId | undefined }) => {
  const { openImports } = held.campaign
  if (openImports === 0 && importId === undefined) return null
  return (
    <Panel title="Contact list" aside={openImports > 0 ? 'reading…' : 'read'}>
      <div className="flex flex-col gap-3 p-4">
        {importId ? (
          <OneImport held={held} importId={importId} />
        ) : (
          <>
            <Sweep />
            <p>
              {plural(openImports, 'list')} being read: <span className="font-number">{count(held.stats?.totalContacts ?? 0)}</span>{' '}
              contacts so far.
            </p>
          </>
        )}
      </div>
    </Panel>
  )
}
