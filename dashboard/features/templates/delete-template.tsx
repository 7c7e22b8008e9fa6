// Takes a template away; campaigns that were made from it stay.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Template } from '#contract/template.ts'
import { useConnection } from '../../connection/world.tsx'
import { refreshTemplates } from '../../held/template-queries.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Question } from '../../ui/question.tsx'

export const DeleteTemplate = ({ of: { id, name } }: { of: Template }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const deleting = useMutation({
    mutationFn: () => api('deleteTemplate', { params: { templateId: id } }),
    onSettled: () => refreshTemplates(client),
  })
  return (
    <>
      <Button look="danger" aria-label={`Delete ${name}`} disabled={deleting.isPending} onClick={() => setAsking(true)}>
        Delete…
      </Button>
      <Question
        open={isAsking}
        title={`Delete the template “${name}”?`}
        yes="Delete it"
        onYes={() => deleting.mutate()}
        onClose={() => setAsking(false)}
      >
        Campaigns that were made from it stay as they are. Lists put under its name into the inbox are refused from now on.
      </Question>
      {deleting.error ? <ProblemNotice error={deleting.error} doing="The template is still there." /> : null}
    </>
  )
}
