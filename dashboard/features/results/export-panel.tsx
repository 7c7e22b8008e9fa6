// The campaign's contacts and what came of them, as a file: asked for, written, fetched.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Export, ExportFormat } from '#contract/export.ts'
import type { CampaignId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { moment, plural, size } from '../../format.ts'
import { exportFileQuery, exportsQuery, refreshExports } from '../../held/export-queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'

const FORMATS: Record<ExportFormat, string> = { csv: 'CSV', xlsx: 'Excel', jsonl: 'JSON lines' }
const ORDER: readonly ExportFormat[] = ['csv', 'xlsx', 'jsonl']
const Download = ({ of: { id: exportId, campaignId: id, format } }: { of: Export }) => {
  const { api } = useConnection()
  const { data } = useQuery(exportFileQuery(api, { id, exportId }))
  if (!data?.file) return null
  return (
    <a href={data.file.url} className="text-accent underline underline-offset-2">
      Download <span className="sr-only">{FORMATS[format]}</span>
      <span className="text-soft"> {size(data.file.bytes)}</span>
    </a>
  )
}

const One = ({ of }: { of: Export }) => (
  <li className="flex flex-wrap items-baseline gap-x-3 border-t border-line px-4 py-2">
    <span>{FORMATS[of.format]}</span>
    <span className="text-12 text-soft">{moment(Date.parse(of.createdAt))}</span>
    <span className="ml-auto">
      {of.state === 'running' ? <span className="text-soft">{plural(of.rows, 'contact')} written…</span> : null}
      {of.state === 'failed' ? <span className="text-failed">{of.problem ?? 'It could not be written.'}</span> : null}
      {of.state === 'done' ? <Download of={of} /> : null}
    </span>
  </li>
)

export const ExportPanel = ({ id }: { id: CampaignId }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const { data, error } = useQuery({ ...exportsQuery(api, id), refetchOnMount: 'always' })
  const asking = useMutation({
    mutationFn: (format: ExportFormat) => api('createExport', { params: { id }, body: { format } }),
    onSettled: () => refreshExports(client, id),
  })
  return (
    <Panel title="Export" aside="kept for a week">
      <div className="flex flex-col gap-3 p-4">
        <p className="text-soft">Every contact with its own columns, what came of its last call, and what the agent found out.</p>
        <Allowed to="createExport">
          <div className="flex flex-wrap gap-2">
            {ORDER.map((format) => (
              <Button key={format} disabled={asking.isPending} onClick={() => asking.mutate(format)}>
                {FORMATS[format]}
              </Button>
            ))}
          </div>
        </Allowed>
        {asking.error ? <ProblemNotice error={asking.error} doing="Nothing is exported." /> : null}
        {error ? <ProblemNotice error={error} doing="The exports could not be read." /> : null}
      </div>
      {data && data.items.length > 0 ? (
        <ul aria-label="Exports">
          {data.items.map((one) => (
            <One key={one.id} of={one} />
          ))}
        </ul>
      ) : null}
    </Panel>
  )
}
