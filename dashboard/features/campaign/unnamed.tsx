// The head of a campaign's page until it is known whose it is.
import { Skeleton } from '../../ui/skeleton.tsx'

export const Unnamed = ({ part }: { part: string }) => (
  <>
    <h1 className="sr-only">{part}</h1>
    <Skeleton className="h-8 w-72" />
  </>
)
