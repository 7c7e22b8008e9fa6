import { pushChanges } from '#app/push-changes.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { changesIn, type StreamEvent } from '#runtime/table-stream.ts'

const ports = live(() => readEnvironment(environments['push-changes']))

export const handler = (event: StreamEvent): Promise<void> => pushChanges(ports)(changesIn(event))
