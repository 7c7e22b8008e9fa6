export const Brand = () => (
  <svg viewBox="0 0 20 20" className="size-5 text-accent" aria-hidden="true" focusable="false">
    <circle
      cx="10"
      cy="10"
      r="8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.25"
      strokeDasharray="40.2 10.1"
      transform="rotate(-57 10 10)"
    />
    <circle cx="10" cy="10" r="3.25" fill="currentColor" />
  </svg>
)
