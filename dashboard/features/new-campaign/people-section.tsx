// Who is called: a list or a sheet, and what was found in it.
import type { ListField as FieldOfList } from '#contract/list.ts'
import { Field } from '../../ui/field.tsx'
import { ListField } from './list-field.tsx'
import { ListPreviewPanel } from './list-preview.tsx'
import { Section } from './section.tsx'
import { SheetField } from './sheet-field.tsx'
import { SheetPreviewPanel } from './sheet-preview.tsx'
import { SourceChoice } from './source-choice.tsx'
import type { FormProps } from './use-draft.ts'
import type { LookedPeople } from './use-people.ts'

type Props = FormProps & {
  looked: LookedPeople
  onSheet: (sheet: string) => void
  onField: (header: string, field: FieldOfList) => void
}

export const PeopleSection = ({ draft, bind, change, problems, looked, onSheet, onField }: Props) => (
  <Section title="People" says="Who is called. Nothing is kept, and nobody is called, before you start.">
    <SourceChoice source={draft.source} onSource={(source) => change({ source })} />
    {draft.source === 'list' ? (
      <ListField list={draft.list} problem={problems.get('/csv')} onList={(list) => change({ list })} />
    ) : (
      <SheetField bind={bind} problem={problems.get('/spreadsheet')} />
    )}
    <div className="w-full phone:w-80">
      <Field label="Country" problem={problems.get('/defaultCountry')} hint="Of numbers without +. Usually US. No other country is called.">
        {(described) => <input {...described} {...bind('defaultCountry')} maxLength={2} autoComplete="off" />}
      </Field>
    </div>
    {draft.source === 'list' ? (
      <ListPreviewPanel looked={looked.list} onSheet={onSheet} onField={onField} />
    ) : (
      <SheetPreviewPanel looked={looked.sheet} onField={onField} />
    )}
  </Section>
)
