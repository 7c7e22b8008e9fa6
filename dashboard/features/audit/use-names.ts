// Whom an entry of the audit log means: keys are known by name, whoever signed in by what their token calls them.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useConnection } from '../../connection/world.tsx'
import { keysQuery } from '../../held/key-queries.ts'

const NAMES: Readonly<Record<string, string>> = { machine: 'this machine', nobody: 'nobody known' }

/** A key that is not among the newest ones stands with its id. */
export const useNames = (): ((principal: string) => string) => {
  const { data } = useInfiniteQuery(keysQuery(useConnection().api))
  const keys = new Map(data?.pages.flatMap(({ items }) => items).map(({ id, name }) => [`key:${id}`, `the key “${name}”`]))
  return (principal) => NAMES[principal] ?? keys.get(principal) ?? principal.replace(/^token:/, '')
}
