// The do-not-call list: numbers that nobody calls, in any campaign.
import { AddNumber } from '../features/suppressions/add-number.tsx'
import { CheckNumber } from '../features/suppressions/check-number.tsx'
import { ImportNumbers } from '../features/suppressions/import-numbers.tsx'
import { SuppressedNumbers } from '../features/suppressions/suppressed-numbers.tsx'
import { Allowed } from '../ui/allowed.tsx'

export const SuppressionsPage = () => (
  <div className="flex flex-col gap-4">
    <title>Do not call · Ringmaster</title>
    <header>
      <h1 className="text-20 font-title">Do not call</h1>
      <p className="text-soft">Numbers that nobody calls, in any campaign, from the moment they stand here.</p>
    </header>
    <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
      <SuppressedNumbers />
      <div className="grid min-w-0 items-start gap-4 max-desk:row-start-1 max-desk:phone:grid-cols-2">
        <Allowed to="suppressNumber">
          <div className="max-desk:phone:row-span-2">
            <AddNumber />
          </div>
        </Allowed>
        <CheckNumber />
        <Allowed to="createSuppressionImport">
          <ImportNumbers />
        </Allowed>
      </div>
    </div>
  </div>
)
