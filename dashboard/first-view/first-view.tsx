// What is seen until the script has something to show, made of the same parts: it is drawn when the page is built, one for each way in.
import type { ReactNode } from 'react'
import { CampaignLoading } from '../features/campaign/campaign-loading.tsx'
import { ListLoading } from '../features/campaigns/list-loading.tsx'
import { CONTENT, TopBar, type WayName, wayLook } from '../ui/top-bar.tsx'

const WAYS: readonly WayName[] = ['Campaigns', 'Contacts', 'Results', 'Settings']

const Frame = ({ isIn, children }: { isIn?: WayName; children?: ReactNode }) => (
  <>
    <TopBar
      home={(parts, look) => <span className={look}>{parts}</span>}
      ways={WAYS.map((name) => (
        <span key={name} className={wayLook(name === isIn)}>
          {name}
        </span>
      ))}
    />
    <div className={CONTENT}>{children}</div>
  </>
)

const FIELD = 'h-8 rounded-8 border border-edge bg-card'

/** The list before its rows are here. */
const List = () => (
  <div className="flex flex-col gap-4">
    <div className="flex min-h-8 flex-wrap items-center gap-y-2 text-20 font-title">
      Campaigns
      <span className="h-8 w-full phone:hidden" />
    </div>
    <div className="flex flex-wrap items-center gap-2">
      <span className={`${FIELD} w-56 max-phone:w-full`} />
      <span className={`${FIELD} w-26`} />
      <span className={`${FIELD} w-44`} />
    </div>
    <ListLoading />
  </div>
)

/** By the name of their file. */
export const FIRST_VIEWS = [
  {
    name: 'index',
    view: (
      <Frame isIn="Campaigns">
        <List />
      </Frame>
    ),
  },
  {
    name: 'campaign',
    view: (
      <Frame isIn="Campaigns">
        <CampaignLoading />
      </Frame>
    ),
  },
  { name: 'page', view: <Frame /> },
  // Nobody stands before it to press anything.
  { name: 'wall', view: null },
] as const
