// Fills the form with what another campaign or a template says, and goes on to it.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type CampaignId, TemplateId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type Base, draftOf } from './draft-of.ts'
import { saveDraft } from './saved-draft.ts'

type Begun = { base: Base; name: string }

export const BeginAs = ({ from }: { from: CampaignId | TemplateId }) => {
  const { api, storage } = useConnection()
  const navigate = useNavigate({ from: '/campaigns/new' })
  const { data, error } = useQuery({
    queryKey: ['begin-as', from],
    gcTime: 0,
    queryFn: async (): Promise<Begun> => {
      const template = TemplateId.safeParse(from)
      if (template.success) {
        const base = await api('getTemplate', { params: { templateId: template.data } })
        return { base, name: base.name }
      }
      const base = await api('getCampaign', { params: { id: from } })
      return { base, name: `${base.name}, again`.slice(0, 200) }
    },
  })
  useEffect(() => {
    if (!data) return
    saveDraft(storage, draftOf(data.base, data.name))
    void navigate({ search: {}, replace: true })
  }, [data, storage, navigate])
  return error ? (
    <ProblemNotice error={error} doing="What the new campaign should begin as could not be read." />
  ) : (
    <Skeleton className="h-60 w-full rounded-8" />
  )
}
