// Which sheet of a workbook is meant.
import { Field } from '../../ui/field.tsx'

type Props = { sheet: string; sheets: readonly string[]; onSheet: (sheet: string) => void }

export const SheetChoice = ({ sheet, sheets, onSheet }: Props) => (
  <div className="w-full phone:w-64">
    <Field label="Sheet" problem={undefined}>
      {(described) => (
        <select {...described} value={sheet} onChange={(event) => onSheet(event.currentTarget.value)}>
          {sheets.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
    </Field>
  </div>
)
