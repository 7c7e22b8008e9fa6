// The Google Sheet that people come from, by its address.
import { Field } from '../../ui/field.tsx'
import type { FormProps } from './use-draft.ts'

type Props = { bind: FormProps['bind']; problem: string | undefined }

export const SheetField = ({ bind, problem }: Props) => (
  <div className="grid grid-cols-1 gap-3 phone:grid-cols-[minmax(0,1fr)_14rem]">
    <Field label="Address of the sheet" problem={problem} hint="As the browser shows it. Rows that are added later join the campaign.">
      {(described) => (
        <input
          {...described}
          {...bind('spreadsheet')}
          type="url"
          autoComplete="off"
          placeholder="https://docs.google.com/spreadsheets/d/…"
        />
      )}
    </Field>
    <Field label="Tab" problem={undefined} hint="Usually the one that the address names.">
      {(described) => <input {...described} {...bind('tab')} autoComplete="off" />}
    </Field>
  </div>
)
