// The report of a contact list, beside its file.
import type { ImportRecord } from '#app/records/import.ts'

export const contactReport = ({ id, campaignId, fileName, state, problem, ...counted }: ImportRecord) => {
  const { rows, imported, updated, duplicates, rejected, reasons = [], notes = [] } = counted
  return {
    ...{ importId: id, campaignId, fileName, state, problem },
    ...{ rows, imported, updated, duplicates, rejected, reasons, notes },
  }
}
