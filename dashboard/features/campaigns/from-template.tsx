// A new campaign that begins as one of the templates.
import { Menu } from '@base-ui/react/menu'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useConnection } from '../../connection/world.tsx'
import { templatesQuery } from '../../held/template-queries.ts'
import { buttonLook } from '../../ui/button.tsx'
import { ITEM, MenuPopup } from '../../ui/menu.tsx'

/** Nothing is offered where there are none. */
export const FromTemplate = () => {
  const { api } = useConnection()
  const navigate = useNavigate()
  const { data: templates } = useQuery(templatesQuery(api))
  if (!templates || templates.length === 0) return null
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonLook('plain')}>From a template…</Menu.Trigger>
      <MenuPopup>
        {templates.map(({ id, name }) => (
          <Menu.Item key={id} className={ITEM} onClick={() => void navigate({ to: '/campaigns/new', search: { from: id } })}>
            {name}
          </Menu.Item>
        ))}
      </MenuPopup>
    </Menu.Root>
  )
}
