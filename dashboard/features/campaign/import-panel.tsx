// How far the contact list is read, which of its rows cannot be called, and how to take it back.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ImportId } from '#contract/ids.ts'
import type { Import } from '#contract/import.ts'
import { useConnection } from '../../connection/world.tsx'
import { count, plural } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { importQuery } from '../../held/queries.ts'
import { Notice, ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ImportBar } from './import-bar.tsx'
import { ImportRejects } from './import-rejects.tsx'
import { UndoImport } from './undo-import.tsx'

const GOES_ON: ReadonlySet<Import['state']> = new Set(['awaiting-upload', 'importing', 'undoing'])

const Counted = ({
  of: { rows, imported, updated, duplicates, rejected },
}: {
  of: Omit<Import, 'id' | 'state' | 'rejects' | 'campaignId'>
}) => (
  <>
    <span className="font-number">{plural(rows, 'row')}</span> read, {count(imported)} new,{' '}
    {updated > 0 ? `${count(updated)} known already, ` : ''}
    {plural(duplicates, 'duplicate')}, {count(rejected)} rejected.
  </>
)

const OneImport = ({ held: { campaign, stats }, importId }: { held: HeldCampaign; importId: ImportId }) => {
  const { api } = useConnection()
  const moved = `${campaign.openImports} ${campaign.importing?.state ?? ''} ${stats?.totalContacts ?? 0}`
  const found = useQuery({ ...importQuery(api, { id: campaign.id, importId, moved }), placeholderData: keepPreviousData })
  const pushed = campaign.importing?.importId === importId ? campaign.importing : undefined
  if (found.error) return <ProblemNotice error={found.error} doing="The import could not be looked up." />
  if (!found.data) return <ImportBar progress={pushed} />
  const { fileName, state, problem, undone } = found.data
  return (
    <>
      {problem ? <Notice kind="problem">{problem}</Notice> : null}
      {GOES_ON.has(state) ? <ImportBar progress={pushed} /> : null}
      {state === 'waiting' ? <p>It waits until another list of this campaign is read.</p> : null}
      <p>
        <span className="break-all">{fileName}</span>: <Counted of={{ ...found.data, ...pushed }} />
      </p>
      {undone ? (
        <p>
          Taken out again: {plural(undone.removed, 'contact')}; {count(undone.kept)} stay.
        </p>
      ) : null}
      {found.data.rejects.length > 0 ? <ImportRejects found={found.data} /> : null}
      {state === 'imported' && found.data.imported > 0 ? <UndoImport found={found.data} /> : null}
    </>
  )
}

const Elsewhere = ({ held: { campaign, stats } }: { held: HeldCampaign }) => (
  <>
    <ImportBar progress={campaign.importing} />
    <p>
      {plural(campaign.openImports, 'list')} being read: <span className="font-number">{count(stats?.totalContacts ?? 0)}</span> contacts so
      far.
    </p>
  </>
)

/** Shown while a list is read, and for as long as the address names an import. */
export const ImportPanel = ({ held, importId }: { held: HeldCampaign; importId: ImportId | undefined }) => {
  const { openImports } = held.campaign
  if (openImports === 0 && importId === undefined) return null
  return (
    <Panel title="Contact list" aside={openImports > 0 ? 'reading…' : 'read'}>
      <div className="flex flex-col gap-3 p-4">{importId ? <OneImport held={held} importId={importId} /> : <Elsewhere held={held} />}</div>
    </Panel>
  )
}
