// The Google Sheet that a campaign works from: when it was read last, what is wrong with it, and how to let it go.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Sheet } from '#contract/sheet.ts'
import { useConnection } from '../../connection/world.tsx'
import { count, moment, plural } from '../../format.ts'
import { sheetsKey } from '../../held/queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice, ProblemNotice } from '../../ui/notice.tsx'
import { Question } from '../../ui/question.tsx'

const Disconnect = ({ sheet: { campaignId, title } }: { sheet: Sheet }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const disconnecting = useMutation({
    mutationFn: () => api('disconnectSheet', { params: { id: campaignId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: sheetsKey(campaignId) }),
  })
  return (
    <>
      {disconnecting.error ? <ProblemNotice error={disconnecting.error} doing="The sheet was not disconnected." /> : null}
      <div>
        <Button disabled={disconnecting.isPending} onClick={() => setAsking(true)}>
          Disconnect
        </Button>
      </div>
      <Question
        open={isAsking}
        onClose={() => setAsking(false)}
        title={`Disconnect “${title}”?`}
        yes="Disconnect it"
        onYes={() => disconnecting.mutate()}
      >
        Its contacts stay in the campaign, and what was written stays in the sheet. New rows do not join any more, and no more results are
        written.
      </Question>
    </>
  )
}

export const ConnectedSheet = ({ sheet }: { sheet: Sheet }) => {
  const { spreadsheetId, title, tab, imported, duplicates, rejected, tendedAt, connectedAt, trouble } = sheet
  return (
    <div className="flex flex-col gap-2.5 p-4">
      <p className="min-w-0">
        <a
          href={`https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`}
          target="_blank"
          rel="noreferrer"
          className="font-title break-words text-accent underline underline-offset-2"
        >
          {title}
        </a>{' '}
        <span className="text-soft">· {tab}</span>
      </p>
      {trouble ? (
        <Notice kind="warning">
          <strong className="font-title">Since {moment(Date.parse(trouble.since))}:</strong> {trouble.says} The campaign goes on.
        </Notice>
      ) : null}
      <p>
        <span className="font-number">{plural(imported, 'row')}</span> taken, {plural(duplicates, 'duplicate')}, {count(rejected)} cannot be
        called.
      </p>
      <p className="text-12 text-soft">
        {tendedAt === undefined
          ? `Connected ${moment(Date.parse(connectedAt))}`
          : `Read and written back last ${moment(Date.parse(tendedAt))}`}
      </p>
      <Allowed to="disconnectSheet">
        <Disconnect sheet={sheet} />
      </Allowed>
    </div>
  )
}
