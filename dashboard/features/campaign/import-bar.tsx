// How far a list is read: so much of its bytes, or, where these do not tell, only that it goes on.
import type { ImportProgress } from '#contract/import-progress.ts'

const shareOf = ({ readBytes, totalBytes }: Partial<ImportProgress>): number | undefined =>
  readBytes === undefined || !totalBytes ? undefined : Math.min(1, readBytes / totalBytes)

export const ImportBar = ({ progress }: { progress: ImportProgress | undefined }) => {
  const share = shareOf(progress ?? {})
  const percent = share === undefined ? undefined : Math.floor(share * 100)
  return (
    <div
      role="progressbar"
      aria-label={progress?.state === 'undoing' ? 'Taking the list out again' : 'Reading the list'}
      {...(percent === undefined ? {} : { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': percent })}
      className="h-1 overflow-hidden rounded-4 bg-sunk"
    >
      {percent === undefined ? (
        <span className="block h-full w-2/5 animate-sweep rounded-4 bg-accent" />
      ) : (
        <span
          className="block h-full rounded-4 bg-accent transition-[width] duration-300 ease-out"
          style={{ width: `${(share ?? 0) * 100}%` }}
        />
      )}
    </div>
  )
}
