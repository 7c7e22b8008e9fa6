// Map states: one item after another, so many at a time, each as an execution of its own (Distributed) or within this one (Inline).
import * as z from 'zod/mini'
import { Count } from '#contract/parts.ts'
import type { MapState } from './definition.ts'
import { StateError } from './failure.ts'
import { settingOf } from './states.ts'
import { createStopper } from './stopper.ts'
import { evaluate, type MapItem, type Thread, type Visit } from './visit.ts'

const Items = z.array(z.unknown())
const Percentage = z.number().check(z.minimum(0), z.maximum(100))

/** Step Functions' own limits, which hold for MaxConcurrency 0 and absent too. */
const MOST_AT_ONCE = { DISTRIBUTED: 10_000, INLINE: 40 }

type Listed = { items: unknown[]; atOnce: number }
type Batch = Listed & {
  thread: Thread
  /** Gives the item's output, or undefined when it failed and that is tolerated. What it throws ends the other items too. */
  run(item: MapItem, thread: Thread): Promise<{ output: unknown } | undefined>
}

/** Gives the outputs of the items that succeeded, in the order of the items. */
const runAll = async ({ items, atOnce, thread, run }: Batch): Promise<unknown[]> => {
  const siblings = createStopper()
  const withdraw = thread.stop.onStop(siblings.stop)
  const outcomes = new Array<{ output: unknown } | undefined>(items.length)
  // All who take share the iterator, so each item is taken once.
  const queue = items.entries()
  const take = async (): Promise<void> => {
    for (const [Index, Value] of queue) {
      siblings.throwIfStopped()
      outcomes[Index] = await run({ Item: { Index, Value } }, { ...thread, stop: siblings })
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, take))
  } catch (error) {
    // Not with the error: it is not theirs, so their own retriers and catchers must not take it up.
    siblings.stop()
    throw error
  } finally {
    withdraw()
  }
  return outcomes.flatMap((outcome) => (outcome ? [outcome.output] : []))
}

const inputOf = async (visit: Visit, { ItemSelector }: MapState, map: MapItem): Promise<unknown> =>
  ItemSelector === undefined ? map.Item.Value : evaluate(visit, { template: ItemSelector, field: 'ItemSelector', map })

const runInline = (visit: Visit, state: MapState, items: Listed): Promise<unknown[]> => {
  const { engine, thread } = visit
  const run: Batch['run'] = async (map, sibling) => {
    // What an iteration assigns ends with it.
    const iteration = { ...sibling, context: { ...thread.context, Map: map }, variables: { ...thread.variables } }
    return { output: await engine.runFlow(state.processor, await inputOf(visit, state, map), iteration) }
  }
  return runAll({ ...items, thread, run })
}

/** Whether so many failed items are too many. Neither limit: the first one is. */
const toleranceOf = async (visit: Visit, state: MapState, total: number): Promise<(failures: number) => boolean> => {
  const { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage } = state
  const mostCount = await settingOf(visit, { schema: Count, template: count ?? total, field: 'ToleratedFailureCount' })
  const fallback = count === undefined ? 0 : 100
  const mostPercentage = await settingOf(visit, {
    schema: Percentage,
    template: percentage ?? fallback,
    field: 'ToleratedFailurePercentage',
  })
  return (failures) => failures > mostCount || (100 * failures) / total > mostPercentage
}

const runDistributed = async (visit: Visit, state: MapState, items: Listed): Promise<unknown[]> => {
  const { engine, thread } = visit
  const isTooMany = await toleranceOf(visit, state, items.items.length)
  const mapRun = { label: state.Label ?? visit.state.Name, id: engine.newId() }
  let failures = 0
  const run: Batch['run'] = async (map, sibling) => {
    const child = await engine.runChild({ input: await inputOf(visit, state, map), mapRun, flow: state.processor, parent: sibling })
    sibling.stop.throwIfStopped()
    if ('output' in child) return child
    failures += 1
    if (!isTooMany(failures)) return undefined
    throw new StateError('States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded.')
  }
  // MapRunStarted, and how it ended.
  thread.record(2)
  return runAll({ ...items, thread, run })
}

export const runMap = async (visit: Visit, state: MapState): Promise<unknown[]> => {
  const { mode } = state.processor
  const items = await settingOf(visit, { schema: Items, template: state.Items ?? '{% $states.input %}', field: 'Items' })
  const most = await settingOf(visit, { schema: Count, template: state.MaxConcurrency ?? 0, field: 'MaxConcurrency' })
  const atOnce = Math.min(most === 0 ? MOST_AT_ONCE[mode] : most, MOST_AT_ONCE[mode])
  return mode === 'INLINE' ? runInline(visit, state, { items, atOnce }) : runDistributed(visit, state, { items, atOnce })
}
