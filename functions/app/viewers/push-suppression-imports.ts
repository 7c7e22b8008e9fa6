// How far lists of numbers that nobody may call are read, told to those who watch all campaigns: such a list is for every one of them.

import { type AudiencePorts, audienceOf } from '#app/access/audience.ts'
import type { SuppressionImportRecord } from '#app/ports/suppression-imports.ts'
import { ALL_CAMPAIGNS, type PushedEvent } from '#contract/events.ts'
import { SuppressionImportProgress } from '#contract/suppression-import.ts'
import { type SendingPorts, sendAll } from './send-events.ts'

const eventOf = (record: SuppressionImportRecord): PushedEvent => ({
  event: 'suppression_import_update',
  version: record.version,
  data: SuppressionImportProgress.parse(record),
})

export const pushSuppressionImports =
  (ports: SendingPorts & AudiencePorts) =>
  async (changed: readonly SuppressionImportRecord[]): Promise<void> => {
    if (changed.length > 0) await sendAll(ports, await audienceOf(ports)(ALL_CAMPAIGNS), changed.map(eventOf))
  }
