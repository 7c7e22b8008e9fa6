// Hours and days of the campaign's own, in each contact's time.
import { Weekday } from '#contract/campaign-settings.ts'
import { Check } from '../../../ui/check.tsx'
import { Field } from '../../../ui/field.tsx'
import { Fold } from '../../../ui/fold.tsx'
import { hoursInWords } from '../in-words.ts'
import type { FormProps } from '../use-draft.ts'

const DAYS: Record<Weekday, string> = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' }

const Days = ({ draft: { days }, change, problems }: Pick<FormProps, 'draft' | 'change' | 'problems'>) => (
  <fieldset>
    <legend className="font-title">Days</legend>
    <div className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
      {Weekday.options.map((day) => (
        <Check
          key={day}
          label={DAYS[day]}
          isChecked={days.includes(day)}
          onChange={(isChecked) => change({ days: Weekday.options.filter((one) => (one === day ? isChecked : days.includes(one))) })}
        />
      ))}
    </div>
    <p className="mt-1 text-12 text-failed">{problems.get('/settings/window/days')}</p>
  </fieldset>
)

export const HourRules = ({ draft, bind, change, problems }: FormProps) => (
  <Fold
    title="Hours"
    now={draft.hasHours ? hoursInWords({ from: draft.hoursFrom, to: draft.hoursTo, days: draft.days }) : 'whenever the law allows it'}
    isOpen={['from', 'to', 'days'].some((part) => problems.has(`/settings/window/${part}`))}
  >
    <Check
      label="Only at certain hours"
      hint="In each contact’s own time, and never outside of what the law of their country and state allows."
      isChecked={draft.hasHours}
      onChange={(hasHours) => change({ hasHours })}
    />
    {draft.hasHours ? (
      <>
        <div className="grid grid-cols-2 gap-3 phone:max-w-80">
          <Field label="From" problem={problems.get('/settings/window/from')}>
            {(described) => <input {...described} {...bind('hoursFrom')} type="time" />}
          </Field>
          <Field label="To" problem={problems.get('/settings/window/to')}>
            {(described) => <input {...described} {...bind('hoursTo')} type="time" />}
          </Field>
        </div>
        <Days draft={draft} change={change} problems={problems} />
      </>
    ) : null}
  </Fold>
)
