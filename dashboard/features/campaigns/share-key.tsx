import { SHARES, type ShareName } from '../../metrics.ts'
import { Defined } from '../../ui/defined.tsx'
import { Mark } from '../../ui/mark.tsx'

const NAMES: readonly ShareName[] = ['human', 'voicemail', 'unreached', 'failed', 'live', 'retrying', 'waiting']

/** What the parts of the bars mean. Lines of them stand so far apart that a finger hits one word alone. */
export const ShareKey = () => (
  <ul aria-label="Parts of the bars" className="flex flex-wrap gap-x-4 gap-y-2 border-t border-line px-4 py-2 text-12 text-soft">
    {NAMES.map((name) => (
      <li key={name} className="flex items-center gap-1.5">
        <Mark share={name} /> <Defined definition={SHARES[name].definition}>{SHARES[name].label}</Defined>
      </li>
    ))}
  </ul>
)
