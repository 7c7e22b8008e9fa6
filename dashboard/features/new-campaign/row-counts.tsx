// What would become of a list's rows: one bar, and each share by its name and number.
import type { ListPreview, PreviewCounts } from '#contract/list-preview.ts'
import { count, plural } from '../../format.ts'

type Share = { label: string; mark: string; rows: number }

const SHARES: readonly { of: Exclude<keyof PreviewCounts, 'rows'>; label: string; mark: string }[] = [
  { of: 'willBeCalled', label: 'will be called', mark: 'bg-human' },
  { of: 'duplicates', label: 'twice in the list', mark: 'hatch-dense' },
  { of: 'known', label: 'already in the campaign', mark: 'hatch' },
  { of: 'suppressed', label: 'suppressed', mark: 'bg-busy' },
  { of: 'neverCalled', label: 'never called', mark: 'bg-voicemail' },
  { of: 'rejected', label: 'cannot be used', mark: 'bg-failed' },
]

/** The first is told even when it is nobody. */
export const Shares = ({ shares }: { shares: readonly Share[] }) => {
  const told = shares.filter(({ rows }, i) => rows > 0 || i === 0)
  return (
    <div className="flex flex-col gap-2">
      <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-[3px] bg-sunk">
        {told
          .filter(({ rows }) => rows > 0)
          .map(({ label, mark, rows }) => (
            <span key={label} data-mark className={`min-w-1 ${mark}`} style={{ flexGrow: rows }} />
          ))}
      </div>
      <ul aria-label="What will become of the rows" className="flex flex-wrap gap-x-4 gap-y-1">
        {told.map(({ label, mark, rows }) => (
          <li key={label} className="flex items-baseline gap-1.5">
            <span data-mark className={`inline-block size-2.5 rounded-[2px] ${mark}`} />
            <span>
              <span className="font-number">{count(rows)}</span> <span className="text-soft">{label}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

export const RowCounts = ({ counts, isWhole }: Pick<ListPreview, 'counts' | 'isWhole'>) => (
  <>
    <Shares shares={SHARES.map(({ of, label, mark }) => ({ label, mark, rows: counts[of] }))} />
    {isWhole ? null : (
      <p className="text-12 text-soft">
        Counted so far: the first {plural(counts.rows, 'row')}. The list is longer; the rest is counted while it is imported.
      </p>
    )}
  </>
)
