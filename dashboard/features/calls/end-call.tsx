// Ending a live call cannot be undone, so its consequence is stated first.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Call } from '#contract/call.ts'
import { useConnection } from '../../connection/world.tsx'
import { applyCall } from '../../held/call-queries.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Question } from '../../ui/question.tsx'

export const EndCall = ({ call }: { call: Call }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: () => api('endCall', { params: { callId: call.id } }),
    onSuccess: (ended) => applyCall(client, ended),
  })
  const isAnswered = call.state === 'answered'
  const consequence = isAnswered
    ? 'Whoever is on the telephone is hung up on in the middle of the conversation.'
    : 'Nobody has answered yet: the call is cancelled, and its attempt is not used up.'
  return (
    <>
      <Button look="danger" disabled={end.isPending} onClick={() => setAsking(true)}>
        {end.isPending ? 'Ending…' : 'End call'}
      </Button>
      {end.error ? <ProblemNotice error={end.error} doing="The call was not ended." /> : null}
      <Question
        open={isAsking}
        onClose={() => setAsking(false)}
        title={`End the call to ${call.phone}?`}
        yes="End it now"
        onYes={() => end.mutate()}
      >
        {consequence}
      </Question>
    </>
  )
}
