// Lets the page in: at once on the machine that runs the API, elsewhere whoever signs in or has a key.
import { queryOptions } from '@tanstack/react-query'
import type { RouterHistory } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import * as z from 'zod/mini'
import { createApi, type Fetch } from '#contract/client.ts'
import { Refusal } from '#contract/client-errors.ts'
import { PageSignIn } from '#contract/sign-in.ts'
import type { Entry } from './connection/provider.tsx'
import type { World } from './connection/world.tsx'
import { KeyForm } from './sign-in/key-form.tsx'

/** Apart: most pages are entered without it. */
const SignInGate = lazy(async () => ({ default: (await import('./sign-in/sign-in-gate.tsx')).SignInGate }))

const Config = z.object({ access: z.enum(['loopback', 'key']), signIn: z.optional(PageSignIn) })
type Config = z.infer<typeof Config>

export const accessQuery = (fetch: Fetch) =>
  queryOptions({
    queryKey: ['config'],
    queryFn: async () => {
      const response = await fetch('/config.json', { headers: { accept: 'application/json' } })
      if (!response.ok) throw new Error(`The server answered ${response.status}.`)
      return Config.parse(await response.json())
    },
  })

const STORED = 'ringmaster-key'
const REFUSED = 'The API refused this key. Check that it is whole, and that it has not been withdrawn.'

type Props = { config: Config; world: World; history: RouterHistory; children: (entry: Entry) => ReactNode }

export const AccessGate = ({ config: { access, signIn }, world, history, children }: Props) => {
  const [key, setKey] = useState(() => world.storage.getItem(STORED) ?? undefined)
  const [problem, setProblem] = useState<string>()
  const [hasKey, setHasKey] = useState(false)
  const forget = useCallback(
    (why: string | undefined) => {
      world.storage.removeItem(STORED)
      setKey(undefined)
      setProblem(why)
    },
    [world],
  )
  const refuse = useCallback(() => forget(REFUSED), [forget])

  if (access === 'loopback') return children({ onKeyRefused: () => {} })
  if (key !== undefined) return children({ apiKey: key, onKeyRefused: refuse, leave: () => forget(undefined) })
  if (signIn && !hasKey && problem === undefined) {
    return (
      <Suspense fallback={null}>
        <SignInGate signIn={signIn} world={world} history={history} onKeyInstead={() => setHasKey(true)}>
          {children}
        </SignInGate>
      </Suspense>
    )
  }

  const enter = async (given: string): Promise<void> => {
    try {
      await createApi({ fetch: world.fetch, key: given })('whoAmI', {})
      world.storage.setItem(STORED, given)
      setProblem(undefined)
      setKey(given)
    } catch (error) {
      const isRefused = error instanceof Refusal && error.problem.code === 'unauthorized'
      setProblem(isRefused ? REFUSED : error instanceof Error ? error.message : String(error))
    }
  }
  const signInInstead = (): void => {
    setProblem(undefined)
    setHasKey(false)
  }
  return <KeyForm problem={problem} onKey={enter} onSignIn={signIn && signInInstead} />
}
