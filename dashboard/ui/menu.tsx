// What a button opens to choose from.
import { Menu } from '@base-ui/react/menu'
import type { ReactNode } from 'react'

export const ITEM = 'flex cursor-pointer items-center rounded-4 px-2.5 py-1.5 outline-none data-highlighted:bg-sunk'

export const MenuPopup = ({ children }: { children: ReactNode }) => (
  <Menu.Portal>
    <Menu.Positioner side="bottom" align="end" sideOffset={4} collisionPadding={8} className="z-20">
      <Menu.Popup className="max-h-80 min-w-44 overflow-y-auto rounded-8 border border-line bg-card p-1 text-13 text-ink shadow-float outline-none">
        {children}
      </Menu.Popup>
    </Menu.Positioner>
  </Menu.Portal>
)
