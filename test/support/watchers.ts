// Who watches a topic, by the names of their connections.
import type { Viewers } from '#app/ports/viewers.ts'

export const watchersOf = async (viewers: Pick<Viewers, 'of'>, topic: string): Promise<string[]> =>
  (await viewers.of(topic)).map(({ connectionId }) => connectionId).sort()
