// Takes up the wish to hear a call that was made on its row, as soon as the call can be heard.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { AttemptId } from '#contract/ids.ts'
import { wishQuery, wishToHear } from '../../held/listening-wish.ts'

type Listening = { callId: AttemptId; isHeardHere: boolean; toggle: () => void }

export const useListeningWish = ({ callId, isHeardHere, toggle }: Listening): void => {
  const client = useQueryClient()
  const isWanted = useQuery(wishQuery).data === callId
  useEffect(() => {
    if (!isWanted || !isHeardHere) return
    wishToHear(client, null)
    toggle()
  }, [client, isWanted, isHeardHere, toggle])
  // Whoever has left a call that still rang does not want to hear it later; the wish may already be for the next one.
  useEffect(
    () => () => {
      if (client.getQueryData(wishQuery.queryKey) === callId) wishToHear(client, null)
    },
    [client, callId],
  )
}
