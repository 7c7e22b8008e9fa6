// Nothing yet: what a campaign is made of, the one thing to do for whoever may, and a file to try it with.
import { Link } from '@tanstack/react-router'
import { Allowed } from '../../ui/allowed.tsx'
import { buttonLook } from '../../ui/button.tsx'

export const NoCampaigns = () => (
  <section className="flex flex-col items-center gap-5 rounded-8 border border-line bg-card px-6 py-16 text-center">
    <div aria-hidden="true" className="flex w-64 flex-col gap-1.5">
      <span className="hatch h-2 rounded-4" />
      <span className="hatch h-2 w-4/5 rounded-4" />
      <span className="hatch h-2 w-3/5 rounded-4" />
    </div>
    <div>
      <h2 className="text-15 font-title">No campaigns yet</h2>
      <p className="mt-1 max-w-110 text-soft">
        A campaign is a list of people, what the agent is told and says first, and how many lines it may use. Calling starts once the list
        is read.
      </p>
    </div>
    <div className="flex flex-wrap justify-center gap-2">
      <Allowed to="startFromCsv">
        <Link to="/campaigns/new" className={buttonLook('primary')}>
          New campaign
        </Link>
      </Allowed>
      <a href="/example-contacts.csv" download className={buttonLook('plain')}>
        Example list (CSV)
      </a>
    </div>
  </section>
)
