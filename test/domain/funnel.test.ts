import { describe, expect, it } from 'vitest'
import { FunnelStep } from '#contract/funnel.ts'
import { hasReached } from '#domain/funnel.ts'

type Stands = Parameters<typeof hasReached>[1]
const steps = (contact: Stands): FunnelStep[] => FunnelStep.options.filter((step) => hasReached(step, contact))

describe('a contact', () => {
  it.each<[string, Stands, FunnelStep[]]>([
    ['that was never called can be called', { state: 'pending' }, ['eligible']],
    ['that is on the telephone was called', { state: 'calling' }, ['eligible', 'called']],
    ['that reached a machine was answered', { state: 'retrying', outcome: 'voicemail' }, ['eligible', 'called', 'answered']],
    ['that talked is a human, and a success when it is done', { state: 'done', outcome: 'human' }, [...FunnelStep.options]],
    ['whose number does not exist cannot be called', { state: 'failed', outcome: 'invalid-number' }, []],
    ['that wants no more calls had answered', { state: 'suppressed', outcome: 'opted-out' }, ['answered']],
  ])('%s', (_, contact, reached) => {
    expect(steps(contact)).toEqual(reached)
  })
})
