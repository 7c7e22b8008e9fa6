import { Skeleton } from '../../ui/skeleton.tsx'

const ROWS = ['w-44', 'w-32', 'w-52', 'w-36']

/** The list's shape, before its rows are here. */
export const ListLoading = () => (
  <div role="status" className="rounded-8 border border-line bg-card">
    <span className="sr-only">Reading the campaigns…</span>
    {ROWS.map((width) => (
      <div key={width} className="flex h-11 items-center gap-6 border-b border-line px-4 last:border-b-0">
        <Skeleton className={`h-3 ${width}`} />
        <Skeleton className="ml-auto h-5 w-18 rounded-pill max-phone:hidden" />
        <Skeleton className="h-2 w-2/5" />
        <Skeleton className="h-3 w-16 max-phone:hidden" />
      </div>
    ))}
  </div>
)
