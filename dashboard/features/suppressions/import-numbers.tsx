// A whole list of numbers that nobody may call: sent, and how far it is read.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { SuppressionImport } from '#contract/suppression-import.ts'
import { useConnection } from '../../connection/world.tsx'
import { count, plural } from '../../format.ts'
import { isRead, refreshSuppressions, suppressionImportsQuery } from '../../held/suppression-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Notice, ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'

const ENDINGS = '.csv,.tsv,.txt,.xlsx,.json,.jsonl,.gz,text/csv'

const One = ({ of }: { of: SuppressionImport }) => (
  <li className="border-t border-line px-4 py-2.5">
    <p className="flex justify-between gap-3">
      <span className="min-w-0 truncate">{of.fileName}</span>
      <span className="text-soft">{isRead(of) ? (of.state === 'failed' ? 'refused' : 'read') : 'reading…'}</span>
    </p>
    {of.problem ? <Notice kind="problem">{of.problem}</Notice> : null}
    <p className="text-12 text-soft">
      {plural(of.rows, 'row')}: {count(of.suppressed)} new on the list, {count(of.alreadySuppressed)} on it already, {count(of.rejected)} no
      number{of.cancelledCalls > 0 ? `, ${plural(of.cancelledCalls, 'call')} cancelled` : ''}.
    </p>
    {of.rejects[0] ? (
      <p className="text-12 text-soft">
        First, in line {count(of.rejects[0].line)}: {of.rejects[0].reason}.
      </p>
    ) : null}
  </li>
)

export const ImportNumbers = () => {
  const { api, upload } = useConnection()
  const client = useQueryClient()
  const picker = useRef<HTMLInputElement>(null)
  const { data } = useQuery({ ...suppressionImportsQuery(api), refetchOnMount: 'always' })
  const sending = useMutation({
    mutationFn: async (file: File) => {
      const address = await api('createSuppressionImport', { body: { fileName: file.name, size: file.size } })
      await upload(address, file)
    },
    onSettled: () => refreshSuppressions(client),
  })
  return (
    <Panel title="Import a list">
      <div className="flex flex-col gap-3 p-4">
        <p className="text-soft">
          Every number in the file is called no more: CSV, Excel or JSON, packed or not. None is taken off by a list.
        </p>
        {sending.error ? <ProblemNotice error={sending.error} doing="The list was not imported." /> : null}
        <div>
          <Button disabled={sending.isPending} onClick={() => picker.current?.click()}>
            {sending.isPending ? 'Sending…' : 'Choose file…'}
          </Button>
          <input
            ref={picker}
            type="file"
            accept={ENDINGS}
            aria-label="File of numbers"
            className="hidden"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0]
              if (file) sending.mutate(file)
              currentTarget.value = ''
            }}
          />
        </div>
      </div>
      {data && data.items.length > 0 ? (
        <ul aria-label="Imported lists">
          {data.items.map((one) => (
            <One key={one.id} of={one} />
          ))}
        </ul>
      ) : null}
    </Panel>
  )
}
