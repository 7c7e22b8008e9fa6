// Who asked the API for what, and what came of it.
import { AuditFilters } from '../features/audit/audit-filters.tsx'
import { AuditLog } from '../features/audit/audit-log.tsx'
import { Allowed } from '../ui/allowed.tsx'
import { PanelLoading } from '../ui/panel-loading.tsx'

export const AuditPage = () => (
  <div className="flex flex-col gap-4">
    <title>Audit log · Ringmaster</title>
    <header>
      <h1 className="text-20 font-title">Audit log</h1>
      <p className="text-soft">
        Every request that was denied, and every one that could change something: who asked, when, and what came of it. Nothing of what was
        in it.
      </p>
    </header>
    <Allowed
      to="auditLog"
      keeps={<PanelLoading />}
      otherwise={<p className="rounded-8 border border-line bg-card px-4 py-12 text-center text-soft">The audit log is read by admins.</p>}
    >
      <AuditFilters />
      <AuditLog />
    </Allowed>
  </div>
)
