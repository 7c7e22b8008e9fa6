// Lets the page in: at once on the machine that runs the API, with a key elsewhere.
import { queryOptions } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useCallback, useState } from 'react'
import * as z from 'zod'
import { createApi, type Fetch } from '#contract/client.ts'
import { Refusal } from '#contract/client-errors.ts'
import type { Entry } from './connection/provider.tsx'
import type { World } from './connection/world.tsx'
import { Brand } from './ui/brand.tsx'
import { Button } from './ui/button.tsx'
import { INPUT } from './ui/field.tsx'

const Config = z.object({ access: z.enum(['loopback', 'key']) })

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

type Props = { access: z.infer<typeof Config>['access']; world: World; children: (entry: Entry) => ReactNode }

export const AccessGate = ({ access, world, children }: Props) => {
  const [key, setKey] = useState(() => world.storage.getItem(STORED) ?? undefined)
  const [problem, setProblem] = useState<string>()
  const forget = useCallback(() => {
    world.storage.removeItem(STORED)
    setKey(undefined)
    setProblem(REFUSED)
  }, [world])

  if (access === 'loopback') return children({ onKeyRefused: () => {} })
  if (key !== undefined) return children({ apiKey: key, onKeyRefused: forget })

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
  return <KeyForm problem={problem} onKey={enter} />
}

const KeyForm = ({ problem, onKey }: { problem: string | undefined; onKey: (key: string) => Promise<void> }) => {
  const [isChecking, setChecking] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const given = new FormData(event.currentTarget).get('key')
    if (typeof given !== 'string' || given.trim() === '') return
    setChecking(true)
    await onKey(given.trim())
    setChecking(false)
  }
  return (
    <main className="mx-auto flex min-h-dvh max-w-100 flex-col justify-center gap-4 p-6">
      <h1 className="flex items-center gap-2 text-20 font-title">
        <Brand /> Ringmaster
      </h1>
      <form onSubmit={submit} className="flex flex-col gap-3 rounded-8 border border-line bg-card p-4">
        <label htmlFor="key" className="font-title">
          API key
        </label>
        <input
          id="key"
          name="key"
          type="password"
          autoComplete="off"
          required
          aria-invalid={problem !== undefined}
          aria-describedby="key-note"
          className={INPUT}
        />
        <p id="key-note" className="text-soft">
          Kept in this browser tab only, until it is closed.
        </p>
        {problem ? (
          <p role="alert" className="text-failed">
            {problem}
          </p>
        ) : null}
        <Button look="primary" type="submit" disabled={isChecking}>
          {isChecking ? 'Checking…' : 'Enter'}
        </Button>
      </form>
    </main>
  )
}
