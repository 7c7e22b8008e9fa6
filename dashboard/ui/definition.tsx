// A word that explains itself: on hover, on focus and on touch.
import { Popover } from '@base-ui/react/popover'
import type { ReactNode } from 'react'

type Props = { children: ReactNode; definition: string; name?: string }

export const Definition = ({ children, definition, name }: Props) => (
  <Popover.Root>
    <Popover.Trigger
      openOnHover
      delay={250}
      className="cursor-help rounded-4 underline decoration-edge/50 decoration-dotted underline-offset-3 hover:decoration-current"
    >
      {children}
    </Popover.Trigger>
    <Popover.Portal>
      <Popover.Positioner side="top" sideOffset={6} collisionPadding={8} className="z-20">
        <Popover.Popup
          initialFocus={false}
          className="max-w-72 rounded-8 border border-line bg-card px-3 py-2 text-13 text-ink shadow-float outline-none transition-opacity duration-100 data-starting-style:opacity-0 data-ending-style:opacity-0"
        >
          <Popover.Description>{definition}</Popover.Description>
          {name ? <code className="mt-0.5 block font-mono text-12 text-soft">{name}</code> : null}
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  </Popover.Root>
)
