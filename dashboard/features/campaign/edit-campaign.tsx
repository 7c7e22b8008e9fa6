// Changes a campaign while it runs: what is different is sent, and what that did is said, with the way back.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { memo, useState } from 'react'
import type { Campaign } from '#contract/campaign.ts'
import { useConnection } from '../../connection/world.tsx'
import { applyCampaign } from '../../held/apply.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { type Edit, editBack } from './edit.ts'
import { EditForm } from './edit-form.tsx'

type Saved = { edition: number; back: Edit }

const useSave = (campaign: Campaign, onSaved: (saved: Saved) => void) => {
  const { api } = useConnection()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (edit: Edit): Promise<Saved> => {
      const back = editBack(campaign, edit)
      const answer = await api('editCampaign', { params: { id: campaign.id }, body: edit, ifVersion: campaign.version })
      applyCampaign(client, answer)
      return { edition: answer.edition, back }
    },
    onSuccess: onSaved,
  })
}

export const EditCampaign = memo(({ campaign }: { campaign: Campaign }) => {
  const [isOpen, setOpen] = useState(false)
  const [saved, setSaved] = useState<Saved>()
  const saving = useSave(campaign, (news) => {
    setOpen(false)
    setSaved(news)
  })
  return (
    <Allowed to="editCampaign">
      <p role="status" className="flex items-center gap-2 text-soft">
        {saved && saved.edition === campaign.edition ? (
          <>
            Saved: calls from now on use it.
            <button
              type="button"
              className="text-accent underline underline-offset-2"
              onClick={() => saving.mutate(saved.back, { onSuccess: () => setSaved(undefined) })}
            >
              Undo
            </button>
          </>
        ) : null}
      </p>
      <Button
        onClick={() => {
          saving.reset()
          setOpen(true)
        }}
      >
        Edit…
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} width="form" title={`Edit “${campaign.name}”`}>
        <EditForm campaign={campaign} isSaving={saving.isPending} onSave={(edit) => saving.mutate(edit)} onClose={() => setOpen(false)}>
          {saving.error ? <ProblemNotice error={saving.error} doing="Nothing was changed." /> : null}
        </EditForm>
      </Dialog>
    </Allowed>
  )
})
