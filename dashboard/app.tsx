// The page: asks how the API is entered, then connects and shows the routes.
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type RouterHistory, RouterProvider } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Refusal } from '#contract/client-errors.ts'
import { AccessGate, accessQuery } from './access-gate.tsx'
import { Connection } from './connection/provider.tsx'
import type { World } from './connection/world.tsx'
import { forgetUnseenTranscripts } from './held/call-queries.ts'
import { createDashboardRouter } from './router.tsx'
import { ProblemNotice } from './ui/notice.tsx'

/** A refusal stays a refusal; anything else may have been the network. */
const mayRetry = (failures: number, error: Error): boolean => failures < 2 && !(error instanceof Refusal)

const createQueryClient = (): QueryClient => {
  const client = new QueryClient({
    defaultOptions: {
      // News comes over the socket, so nothing that is held grows old. A command is never kept back to be sent later.
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: mayRetry, networkMode: 'always', refetchOnWindowFocus: false },
      mutations: { networkMode: 'always' },
    },
  })
  forgetUnseenTranscripts(client)
  return client
}

type Props = { world: World; history: RouterHistory }

const Entrance = ({ world, history }: Props) => {
  const access = useQuery(accessQuery(world.fetch))
  const router = useMemo(() => createDashboardRouter(history), [history])
  if (access.error) {
    return (
      <main className="mx-auto max-w-140 p-6">
        <ProblemNotice error={access.error} doing="The page could not learn how it may reach the API (/config.json)." />
      </main>
    )
  }
  if (!access.data) return null
  return (
    <AccessGate config={access.data} world={world} history={history}>
      {(entry) => (
        <Connection world={world} {...entry}>
          <RouterProvider router={router} />
        </Connection>
      )}
    </AccessGate>
  )
}

export const App = (props: Props) => {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      <Entrance {...props} />
    </QueryClientProvider>
  )
}
