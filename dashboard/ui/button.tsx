import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentProps } from 'react'

const LOOKS = {
  primary: 'border border-transparent bg-accent text-on-accent hover:not-data-disabled:brightness-110',
  plain: 'border border-edge/60 bg-card text-ink hover:not-data-disabled:bg-sunk',
  danger: 'border border-edge/60 bg-card text-failed hover:not-data-disabled:bg-failed/10',
} as const

export const buttonLook = (look: keyof typeof LOOKS): string =>
  `inline-flex h-8 items-center justify-center gap-2 rounded-8 px-3 text-13 font-title whitespace-nowrap transition-colors data-disabled:opacity-55 ${LOOKS[look]}`

type Props = Omit<ComponentProps<typeof BaseButton>, 'className'> & { look?: keyof typeof LOOKS }

/** Stays in the tab order while it is disabled: what it did is told beside it. */
export const Button = ({ look = 'plain', ...props }: Props) => <BaseButton focusableWhenDisabled className={buttonLook(look)} {...props} />
