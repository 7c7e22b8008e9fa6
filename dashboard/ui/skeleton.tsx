/** Keeps the place of something that is on its way. */
export const Skeleton = ({ className }: { className: string }) => (
  <span aria-hidden="true" className={`inline-block animate-pulse-mark rounded-4 bg-sunk align-middle ${className}`} />
)
