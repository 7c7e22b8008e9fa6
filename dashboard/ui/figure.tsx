// A number with its unit, set as instruments set them: the number speaks, the unit stands back.
export const Figure = ({ value, unit }: { value: string | undefined; unit?: string }) =>
  value === undefined ? (
    <span className="text-soft">–</span>
  ) : (
    <span className="font-number whitespace-nowrap">
      {value}
      {unit ? <span className="ml-[0.2em] text-[0.78em] leading-none font-normal text-soft">{unit}</span> : null}
    </span>
  )
