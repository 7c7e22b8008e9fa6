// Whether people come from a list or from a Google Sheet.
import type { Draft } from './draft.ts'

const SOURCES: Record<Draft['source'], string> = { list: 'A list', sheet: 'A Google Sheet' }
const isSource = (value: string): value is Draft['source'] => value in SOURCES

type Props = { source: Draft['source']; onSource: (source: Draft['source']) => void }

export const SourceChoice = ({ source, onSource }: Props) => (
  <fieldset className="flex w-fit divide-x divide-edge/60 overflow-hidden rounded-8 border border-edge/60">
    <legend className="sr-only">Where the people come from</legend>
    {Object.entries(SOURCES).map(([value, name]) => (
      <label
        key={value}
        className="cursor-pointer bg-card px-3 py-1.5 text-soft has-checked:bg-accent/12 has-checked:font-title has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
      >
        <input
          type="radio"
          name="source"
          value={value}
          checked={source === value}
          onChange={({ currentTarget }) => isSource(currentTarget.value) && onSource(currentTarget.value)}
          className="sr-only"
        />
        {name}
      </label>
    ))}
  </fieldset>
)
