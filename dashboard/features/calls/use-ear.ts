// An ear at a call for as long as the call is looked at.
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { AttemptId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { createEar, type Ear, type EarState, type HintState } from '../../listening/ear.ts'

export const useEar = (callId: AttemptId): { ear: Ear; state: EarState; hint: HintState } => {
  const { api, openSocket, openSpeaker, timing } = useConnection()
  const [ear] = useState(() => createEar({ callId, api, openSocket, openSpeaker, timing }))
  useEffect(() => ear.stop, [ear])
  return { ear, state: useSyncExternalStore(ear.onChange, ear.state), hint: useSyncExternalStore(ear.onChange, ear.hint) }
}
