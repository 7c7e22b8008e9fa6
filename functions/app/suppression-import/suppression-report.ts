// The report of a list of numbers that nobody may call, beside its file.
import type { SuppressionImportRecord } from '#app/ports/suppression-imports.ts'

export const suppressionReport = ({ id, fileName, because, state, problem, ...counted }: SuppressionImportRecord) => {
  const { rows, suppressed, alreadySuppressed, rejected, cancelledCalls, reasons = [] } = counted
  return {
    ...{ importId: id, fileName, because, state, problem },
    ...{ rows, suppressed, alreadySuppressed, rejected, cancelledCalls, reasons },
  }
}
