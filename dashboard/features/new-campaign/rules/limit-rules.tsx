// Where the campaign may call, what it may use up, and its part of the account.
import { unbroken } from '../../../format.ts'
import { Field, NumberInput } from '../../../ui/field.tsx'
import { Fold } from '../../../ui/fold.tsx'
import type { FormProps } from '../use-draft.ts'

const POINTERS = ['/settings/allowedCountries', '/settings/budget/calls', '/settings/budget/minutes', '/settings/weight']

const nowOf = ({ allowedCountries, defaultCountry, budgetCalls, budgetMinutes }: FormProps['draft']): string => {
  const budget = [budgetCalls && `${budgetCalls} calls`, budgetMinutes && unbroken(`${budgetMinutes} min`)].filter((part) => part !== '')
  return [`calls to ${allowedCountries.trim() || defaultCountry}`, ...(budget.length > 0 ? [`at most ${budget.join(', ')}`] : [])].join(
    ', ',
  )
}

export const LimitRules = ({ draft, bind, problems }: FormProps) => (
  <Fold title="Limits" now={nowOf(draft)} isOpen={POINTERS.some((pointer) => problems.has(pointer))}>
    <div className="grid grid-cols-1 gap-3 phone:grid-cols-2">
      <Field
        label="Allowed countries"
        problem={problems.get('/settings/allowedCountries')}
        hint="Codes such as US, GB; or any. Usually only the country above: numbers elsewhere can be dear."
      >
        {(described) => <input {...described} {...bind('allowedCountries')} autoComplete="off" placeholder={draft.defaultCountry} />}
      </Field>
      <Field
        label="Share of the account"
        problem={problems.get('/settings/weight')}
        hint="Twice as much, twice the lines beside other campaigns. Usually 1."
      >
        {(described) => <NumberInput unit="parts" described={described} {...bind('weight')} />}
      </Field>
      <Field label="Most calls" problem={problems.get('/settings/budget/calls')} hint="Then the campaign pauses itself. Usually no limit.">
        {(described) => <NumberInput unit="calls" described={described} {...bind('budgetCalls')} />}
      </Field>
      <Field
        label="Most minutes"
        problem={problems.get('/settings/budget/minutes')}
        hint="Billed minutes of answered calls. Usually no limit."
      >
        {(described) => <NumberInput unit="minutes" described={described} {...bind('budgetMinutes')} />}
      </Field>
    </div>
  </Fold>
)
