// The telephone account, read over HTTP when the page opens and whenever news says that more of it has changed than is pushed.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Campaign } from '#contract/campaign.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'
import type { Api } from '#contract/client.ts'
import { type HeldAccount, withDials, withStatus } from './account.ts'
import type { Progress } from './campaign.ts'

const ACCOUNT = ['account'] as const

export const accountQuery = (api: Api) =>
  queryOptions({
    queryKey: ACCOUNT,
    queryFn: async ({ client, signal }): Promise<HeldAccount> => {
      const status = await api('accountStatus', { signal })
      return withStatus(client.getQueryData<HeldAccount>(ACCOUNT), status, Date.now())
    },
  })

export const refreshAccount = (client: QueryClient): void => void client.invalidateQueries({ queryKey: ACCOUNT })

export const applyDials = (client: QueryClient, progress: Progress, now: number): void => {
  client.setQueryData<HeldAccount>(ACCOUNT, (held) => held && withDials(held, progress, now))
}

const CALLS: ReadonlySet<CampaignState> = new Set(['active', 'pausing', 'stopping'])

/** A campaign that begins or ends changes how the account's lines are shared. */
export const noteState = (client: QueryClient, { id, state }: Campaign): void => {
  const held = client.getQueryData<HeldAccount>(ACCOUNT)
  if (!held) return
  const listed = held.status.campaigns.find((one) => one.id === id)
  if (listed ? listed.state !== state : CALLS.has(state)) refreshAccount(client)
}
