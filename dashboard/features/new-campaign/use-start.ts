// Sends the draft, and sorts what the API finds wrong with it to the fields.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Campaign } from '#contract/campaign.ts'
import type { Api } from '#contract/client.ts'
import { Refusal } from '#contract/client-errors.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { applyCampaign } from '../../held/apply.ts'
import type { Problems, Wanted } from './read-draft.ts'

export type Started = { campaign: Campaign; importId?: ImportId }

const NONE: Problems = new Map()

const problemsOf = (error: Error): Problems =>
  error instanceof Refusal
    ? new Map(error.problem.errors?.map(({ pointer, detail }) => [pointer.replace(/^\/body(?=\/)/, ''), detail]))
    : NONE

/** `startsAt`: by itself; absent: now. */
type ToStart = Wanted & { startsAt?: string }
type OfSheet = Pick<ToStart, 'campaign' | 'startsAt'> & { sheet: Extract<Wanted['people'], { from: 'sheet' }>['sheet'] }

/** Three requests: a draft that was made before one of them failed is used again. */
const sheetStarter = (api: Api) => {
  let made: CampaignId | undefined
  return async ({ campaign, startsAt, sheet }: OfSheet): Promise<Started> => {
    const { defaultCountry: _, ...edit } = campaign
    if (made === undefined) made = (await api('createCampaign', { body: campaign })).id
    else await api('editCampaign', { params: { id: made }, body: edit })
    const params = { id: made }
    await api('connectSheet', { params, body: sheet })
    if (startsAt === undefined) return { campaign: await api('startCampaign', { params }) }
    return { campaign: await api('scheduleCampaign', { params, body: { startsAt } }) }
  }
}

export const useStart = (onStarted: (started: Started) => void) => {
  const { api, timing } = useConnection()
  const client = useQueryClient()
  const [found, setFound] = useState(NONE)
  const [startSheet] = useState(() => sheetStarter(api))
  /** The same request, sent again because its answer was lost, is the same campaign. */
  const sent = useRef({ request: '', key: '' })
  const sending = useMutation({
    mutationFn: async ({ campaign, people, ...start }: ToStart): Promise<Started> => {
      if (people.from === 'sheet') return startSheet({ campaign, sheet: people.sheet, ...start })
      const body = { ...campaign, ...people.list, ...start }
      const request = JSON.stringify(body)
      if (sent.current.request !== request) sent.current = { request, key: `page-${timing.now()}-${timing.random()}` }
      const started = await api('startFromCsv', { body, idempotencyKey: sent.current.key })
      return { campaign: started.campaign, importId: started.import.id }
    },
    onSuccess: (started) => {
      applyCampaign(client, started.campaign)
      onStarted(started)
    },
    onError: (error) => setFound(problemsOf(error)),
  })
  return {
    isSending: sending.isPending,
    error: sending.error,
    problems: found,
    refuse: (problems: Problems): void => {
      sending.reset()
      setFound(problems)
    },
    start: (wanted: ToStart): void => {
      setFound(NONE)
      sending.mutate(wanted)
    },
  }
}
