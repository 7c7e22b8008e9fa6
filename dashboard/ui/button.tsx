import type { ComponentProps } from 'react'

const LOOKS = {
  primary:
    'border border-transparent bg-accent text-on-accent hover:not-data-disabled:brightness-110 forced-colors:bg-[ButtonFace] forced-colors:text-[ButtonText]',
  plain: 'border border-edge/60 bg-card text-ink hover:not-data-disabled:bg-sunk',
  danger: 'border border-edge/60 bg-card text-failed hover:not-data-disabled:bg-failed/10',
} as const

export const buttonLook = (look: keyof typeof LOOKS): string =>
  `inline-flex h-8 items-center justify-center gap-2 rounded-8 px-3 text-13 font-title whitespace-nowrap transition-colors data-disabled:opacity-55 ${LOOKS[look]}`

type Props = Omit<ComponentProps<'button'>, 'className'> & { look?: keyof typeof LOOKS }

/** Stays in the tab order while it is disabled: what it did is told beside it. */
export const Button = ({ look = 'plain', disabled = false, onClick, ...props }: Props) => (
  <button
    type="button"
    {...props}
    aria-disabled={disabled || undefined}
    data-disabled={disabled ? '' : undefined}
    onClick={(event) => {
      // Of a form it would send it.
      if (disabled) event.preventDefault()
      else onClick?.(event)
    }}
    className={buttonLook(look)}
  />
)
