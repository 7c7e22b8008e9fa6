// A word that explains itself: on hover, on a click, on touch; until one leaves it, or presses Escape.
import { memo, type ReactNode, useId, useRef, useState } from 'react'
import { Explanation } from './explanation.tsx'

type Props = { children: ReactNode; definition: string; name?: string }

/** Every number has one, and few of them change with the number. */
export const Definition = memo(({ children, definition, name }: Props) => {
  const id = useId()
  const word = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<'by hover' | 'by hand'>()
  const close = (): void => setOpened(undefined)
  return (
    // The explanation counts as inside: whoever goes over to it to read or copy it has not left.
    // biome-ignore lint/a11y/noStaticElementInteractions: the button within is what is operated.
    <span
      onPointerEnter={({ pointerType }) => setOpened((now) => now ?? (pointerType === 'mouse' ? 'by hover' : undefined))}
      onPointerLeave={() => setOpened((now) => (now === 'by hover' ? undefined : now))}
      onBlur={({ relatedTarget }) => relatedTarget && close()}
    >
      <button
        ref={word}
        type="button"
        aria-expanded={opened !== undefined}
        aria-describedby={opened ? id : undefined}
        onClick={() => setOpened((now) => (now === 'by hand' ? undefined : 'by hand'))}
        className="cursor-help rounded-4 underline decoration-edge/50 decoration-dotted underline-offset-3 hover:decoration-current"
      >
        {children}
      </button>
      {opened ? (
        <Explanation id={id} of={word} isLate={opened === 'by hover'} onClose={close}>
          {definition}
          {name ? <code className="mt-0.5 block font-mono text-12 text-soft">{name}</code> : null}
        </Explanation>
      ) : null}
    </span>
  )
})
