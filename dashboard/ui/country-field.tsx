// Of which country a number is that is written without its code.
import { Field } from './field.tsx'

export const CountryField = ({ value, onChange }: { value: string; onChange: (country: string) => void }) => (
  <Field label="Country" problem={undefined} hint="Without +.">
    {(described) => (
      <input
        {...described}
        autoComplete="off"
        maxLength={2}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )}
  </Field>
)
