// Takes a key out of use, for good.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiKey } from '#contract/access.ts'
import { useConnection } from '../../connection/world.tsx'
import { refreshKeys } from '../../held/key-queries.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Question } from '../../ui/question.tsx'

export const RevokeKey = ({ of: { id, name } }: { of: ApiKey }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const revoking = useMutation({
    mutationFn: () => api('revokeKey', { params: { keyId: id } }),
    onSettled: () => refreshKeys(client),
  })
  return (
    <>
      <Button look="danger" aria-label={`Revoke ${name}`} disabled={revoking.isPending} onClick={() => setAsking(true)}>
        Revoke…
      </Button>
      <Question
        open={isAsking}
        title={`Revoke “${name}”?`}
        yes="Revoke it"
        onYes={() => revoking.mutate()}
        onClose={() => setAsking(false)}
      >
        Whatever uses it is refused from its next request on. This cannot be taken back; a new key can be made.
      </Question>
      {revoking.error ? <ProblemNotice error={revoking.error} doing="The key still works." /> : null}
    </>
  )
}
