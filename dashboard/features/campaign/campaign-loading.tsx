// The page's shape, before the campaign is here, and before all of its panels are.
import { PanelLoading } from '../../ui/panel-loading.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

const STEPS = ['contacts', 'eligible', 'called', 'answered', 'human', 'success']

export const PanelsLoading = () => (
  <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
    <PanelLoading />
    <PanelLoading />
  </div>
)

/** Words in a row. */
const Words = ({ widths, height }: { widths: readonly string[]; height: string }) => (
  <div className={`flex items-center gap-6 ${height}`}>
    {widths.map((width) => (
      <Skeleton key={width} className={`h-3 ${width}`} />
    ))}
  </div>
)

const ProgressLoading = () => (
  <div className="flex flex-col gap-3 rounded-8 border border-line bg-card p-4">
    <div className="flex h-8 items-center gap-4">
      <Skeleton className="h-6 w-16" />
      <Skeleton className="h-4 w-48" />
    </div>
    <Skeleton className="h-4 w-full" />
    <Words widths={['w-18', 'w-22', 'w-20']} height="h-6" />
  </div>
)

const FunnelLoading = () => (
  <div className="overflow-hidden rounded-8 border border-line bg-card">
    <div className="-mr-px -mb-px grid grid-cols-2 phone:grid-cols-3 desk:grid-cols-6">
      {STEPS.map((step) => (
        <div key={step} className="flex h-26.5 flex-col gap-2.5 border-r border-b border-line px-4 py-3.5">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-6 w-20" />
          <Skeleton className="h-1 w-full" />
        </div>
      ))}
    </div>
  </div>
)

export const CampaignLoading = () => (
  <div role="status" className="flex flex-col gap-4">
    <h1 className="sr-only">Reading the campaign…</h1>
    <div className="flex flex-col gap-3">
      <div className="flex h-8 items-center">
        <Skeleton className="h-5 w-64" />
      </div>
      <Words widths={['w-8', 'w-14', 'w-12']} height="h-9 border-b border-line" />
    </div>
    <ProgressLoading />
    <FunnelLoading />
    <PanelsLoading />
  </div>
)
