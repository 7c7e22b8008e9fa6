import { pushChanges } from '#app/viewers/push-changes.ts'
import { pushSuppressionImports } from '#app/viewers/push-suppression-imports.ts'
import { changeEnvironments } from '#env/changes.ts'
import { readEnvironment } from '#env/read.ts'
import { live } from '#runtime/live.ts'
import { changesIn, type StreamEvent, suppressionImportsIn } from '#runtime/table-stream.ts'

const ports = live(() => readEnvironment(changeEnvironments['push-changes']))

export const handler = async (event: StreamEvent): Promise<void> => {
  await pushChanges(ports)(changesIn(event))
  await pushSuppressionImports(ports)(suppressionImportsIn(event))
}
