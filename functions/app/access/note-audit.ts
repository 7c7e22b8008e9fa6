// An entry of the audit log: written after the answer is decided, which it never changes.

import type { Ports } from '#app/ports.ts'
import type { AuditEntry } from '#contract/audit.ts'

export type AuditPorts = Pick<Ports, 'audit' | 'clock' | 'log'>

export const noteAudit = async ({ audit, clock, log }: AuditPorts, entry: Omit<AuditEntry, 'id' | 'at'>): Promise<void> => {
  try {
    await audit.add({ ...entry, at: new Date(clock.machine()).toISOString() })
  } catch (error) {
    // What was asked for is done already, and failing now would tell the caller that it was not. The log keeps the entry.
    log.error('audit.not-written', { ...entry, error })
  }
}
