import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useConnection } from '../../connection/world.tsx'
import { readMore } from '../../held/queries.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'

/** The way to older campaigns, while there are any. */
export const MoreCampaigns = ({ cursor }: { cursor: string | null }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const more = useMutation({ mutationFn: () => readMore(api, client) })
  if (cursor === null) return null
  return (
    <div className="flex flex-col items-center gap-2">
      {more.error ? <ProblemNotice error={more.error} doing="Older campaigns could not be read." /> : null}
      <Button onClick={() => more.mutate()} disabled={more.isPending}>
        {more.isPending ? 'Reading…' : 'Older campaigns'}
      </Button>
    </div>
  )
}
