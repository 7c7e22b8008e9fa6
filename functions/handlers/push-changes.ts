import { pushChanges } from '#app/viewers/push-changes.ts'
import { pushSuppressionImports } from '#app/viewers/push-suppression-imports.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { changesIn, type StreamEvent, suppressionImportsIn } from '#runtime/table-stream.ts'

const ports = live(() => readEnvironment(environments['push-changes']))

export const handler = async (event: StreamEvent): Promise<void> => {
  await pushChanges(ports)(changesIn(event))
  await pushSuppressionImports(ports)(suppressionImportsIn(event))
}
