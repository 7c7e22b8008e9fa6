// Whether a WebSocket may be opened: from one of our pages, with a ticket that nobody has used.

import type { Ports } from '#app/ports.ts'
import type { Denial } from '#contract/audit.ts'
import type { Caller } from '#contract/caller.ts'
import { type AuditPorts, noteAudit } from './note-audit.ts'

type Needs = AuditPorts & Pick<Ports, 'viewers'>
type Opening = { ticket: string | undefined; isOurPage: boolean; requestId: string }

const FORBIDDEN = 403

/** Whose ticket it is; undefined: it is not to be opened. */
export const openSocket =
  (ports: Needs) =>
  async ({ ticket, isOurPage, requestId }: Opening): Promise<Caller | undefined> => {
    const deny = (because: Denial): Promise<void> =>
      noteAudit(ports, { principal: 'nobody', request: 'WebSocket $connect', outcome: 'denied', status: FORBIDDEN, because, requestId })
    // Another site's page does not even use the ticket up.
    if (!isOurPage) return void (await deny('foreign-page'))
    const viewer = ticket ? await ports.viewers.spendTicket(ticket) : undefined
    if (!viewer) await deny('invalid-ticket')
    return viewer
  }
