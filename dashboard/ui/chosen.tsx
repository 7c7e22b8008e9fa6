/** Something that was chosen elsewhere, and the way to let it go. */
export const Chosen = ({ says, onRemove }: { says: string; onRemove: () => void }) => (
  <button
    type="button"
    onClick={onRemove}
    aria-label={`Show all, not only: ${says}`}
    className="inline-flex h-8 items-center gap-2 rounded-pill bg-accent/12 px-3 text-13 hover:bg-accent/20"
  >
    {says} <span aria-hidden="true">×</span>
  </button>
)
