// Takes a list out again, as long as nobody of it has been called; its consequence is stated first.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Import } from '#contract/import.ts'
import { useConnection } from '../../connection/world.tsx'
import { count } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'

export const UndoImport = ({ found: { id: importId, campaignId, fileName, imported } }: { found: Import }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [isAsking, setIsAsking] = useState(false)
  const undo = useMutation({
    mutationFn: () => api('undoImport', { params: { id: campaignId, importId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['import', campaignId, importId] }),
  })
  const close = (): void => setIsAsking(false)
  const confirm = (): void => {
    close()
    undo.mutate()
  }
  return (
    <>
      {undo.error ? <ProblemNotice error={undo.error} doing="The list was not taken out." /> : null}
      <div>
        <Button disabled={undo.isPending} onClick={() => setIsAsking(true)}>
          Take this list out again
        </Button>
      </div>
      <Dialog open={isAsking} onClose={close} width="question" title={`Take “${fileName}” out again?`}>
        <div className="flex flex-col gap-4 p-5">
          <p>Of its {count(imported)} contacts, those that nobody has called and no other list brought are removed. The others stay.</p>
          <div className="flex justify-end gap-2">
            <Button onClick={close}>Keep it</Button>
            <Button look="danger" onClick={confirm}>
              Take it out
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}
