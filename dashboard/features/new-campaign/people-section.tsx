// Who is called: the list, and what was found in it.
import type { ListField as FieldOfList } from '#contract/list.ts'
import { Field } from '../../ui/field.tsx'
import type { ChosenList } from './chosen-list.ts'
import { ListField } from './list-field.tsx'
import { ListPreviewPanel } from './list-preview.tsx'
import { Section } from './section.tsx'
import type { FormProps } from './use-draft.ts'
import type { Looked } from './use-preview.ts'

type Props = FormProps & {
  looked: Looked
  onList: (list: ChosenList) => void
  onSheet: (sheet: string) => void
  onField: (header: string, field: FieldOfList) => void
}

export const PeopleSection = ({ draft, bind, problems, looked, onList, onSheet, onField }: Props) => (
  <Section title="People">
    <ListField list={draft.list} problem={problems.get('/csv')} onList={onList} />
    <div className="w-full phone:w-64">
      <Field label="Country" problem={problems.get('/defaultCountry')} hint="Of numbers without +; no other is called.">
        {(described) => <input {...described} {...bind('defaultCountry')} maxLength={2} autoComplete="off" />}
      </Field>
    </div>
    <ListPreviewPanel looked={looked} onSheet={onSheet} onField={onField} />
  </Section>
)
