// One entry of the audit log: when, who, what was asked, and what came of it.
import { Link } from '@tanstack/react-router'
import type { AuditEntry } from '#contract/audit.ts'
import { moment, timeOfDay } from '../../format.ts'
import { DENIALS, OUTCOMES } from './audit-words.ts'

const ROW =
  'border-b border-line align-top last:border-b-0 max-phone:grid max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:gap-x-3 max-phone:px-4 max-phone:py-2'

export const AuditRow = ({ of, name }: { of: AuditEntry; name: string }) => {
  const { at, principal, role, request, outcome, status, because, requestId } = of
  const { label, mark } = OUTCOMES[outcome]
  return (
    <tr className={ROW}>
      <td className="py-1.5 pr-3 pl-4 whitespace-nowrap text-soft max-phone:order-2 max-phone:p-0">
        <time dateTime={at} title={`${moment(Date.parse(at))}, at ${timeOfDay(Date.parse(at))}`}>
          {moment(Date.parse(at))}
        </time>
      </td>
      <td className="px-3 py-1.5 max-phone:order-4 max-phone:col-span-2 max-phone:p-0">
        <Link
          to="/settings/audit"
          from="/settings/audit"
          search={(before) => ({ ...before, principal })}
          title={`Only what ${name} asked for: ${principal}`}
          className="wrap-anywhere hover:underline"
        >
          {name}
        </Link>
        {role === undefined ? null : <span className="text-soft max-phone:hidden"> · {role}</span>}
      </td>
      <td className="px-3 py-1.5 max-phone:order-3 max-phone:col-span-2 max-phone:p-0">
        <span className="font-mono text-12 wrap-anywhere max-phone:break-all">{request}</span>
        <span className="block text-12 wrap-anywhere text-soft max-phone:hidden">request {requestId}</span>
      </td>
      <td className="py-1.5 pr-4 pl-3 whitespace-nowrap max-phone:order-1 max-phone:p-0">
        <span data-mark className={`mr-1.5 inline-block size-2 ${mark}`} />
        {label} <span className="font-number text-soft">{status}</span>
        {because === undefined ? null : <span className="block text-12 whitespace-normal text-soft">{DENIALS[because]}</span>}
      </td>
    </tr>
  )
}
