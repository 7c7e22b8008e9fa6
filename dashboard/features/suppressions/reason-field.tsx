// Why a number is put on the do-not-call list, or taken off it.
import { Field } from '../../ui/field.tsx'

type Props = { value: string; onChange: (value: string) => void; hint: string; problem?: string | undefined }

export const ReasonField = ({ value, onChange, hint, problem }: Props) => (
  <Field label="Reason" problem={problem} hint={hint}>
    {(described) => (
      <input
        {...described}
        autoComplete="off"
        maxLength={500}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )}
  </Field>
)
