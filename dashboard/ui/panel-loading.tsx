// A panel's shape, before it is here.
import { Skeleton } from './skeleton.tsx'

const LINES = ['w-3/5', 'w-2/5', 'w-1/2', 'w-3/5', 'w-1/3', 'w-1/2', 'w-2/5']

export const PanelLoading = () => (
  <div className="min-w-0 rounded-8 border border-line bg-card">
    <div className="flex h-11 items-center border-b border-line px-4">
      <Skeleton className="h-3 w-24" />
    </div>
    {LINES.map((width, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are always the same.
      <div key={i} className="flex h-9 items-center px-4">
        <Skeleton className={`h-3 ${width}`} />
      </div>
    ))}
  </div>
)
