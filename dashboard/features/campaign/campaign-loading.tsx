import { Skeleton } from '../../ui/skeleton.tsx'

/** The page's shape, before the campaign is here. */
export const CampaignLoading = () => (
  <div role="status" className="flex flex-col gap-4">
    <h1 className="sr-only">Reading the campaign…</h1>
    <Skeleton className="h-8 w-72" />
    <Skeleton className="h-36 w-full rounded-8" />
    <Skeleton className="h-24 w-full rounded-8" />
    <div className="grid gap-4 desk:grid-cols-[1.6fr_1fr]">
      <Skeleton className="h-80 w-full rounded-8" />
      <Skeleton className="h-80 w-full rounded-8" />
    </div>
  </div>
)
