// How components take part in the live connection.
import { useEffect, useSyncExternalStore } from 'react'
import type { Topic } from '../live.ts'
import type { Phase } from './line.ts'
import { useConnection } from './world.tsx'

/** The topic's news is held current while the component is on the page. */
export const useTopic = (topic: Topic): void => {
  const { live } = useConnection()
  useEffect(() => live.watch(topic), [live, topic])
}

export const usePhase = (): Phase => {
  const { live } = useConnection()
  return useSyncExternalStore(live.onPhase, live.phase)
}
