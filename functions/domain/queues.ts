// The queues in which contacts wait that were never called: one for each priority in each shard; in each, whoever became due first comes first.

/** Of a contact whose row names none; 1 is called first, 9 last. */
const USUAL_PRIORITY = 5

type Prioritised = { priority?: number | undefined }
type Spread = { shards: number; priorities?: readonly number[] | undefined }

export type Queue = { shard: number; priority: number }

export const priorityOf = ({ priority = USUAL_PRIORITY }: Prioritised): number => priority

const prioritiesWith = (priorities: readonly number[] = []): number[] =>
  [...new Set([USUAL_PRIORITY, ...priorities])].sort((one, other) => one - other)

/**
 * Every queue of a campaign, a shard's in the order of their priorities. Shards come one after the other: contacts are spread over them by
 * chance, so that all run out of a priority at about the same time.
 */
export const queuesIn = ({ shards, priorities }: Spread, { firstShard = 0 }: { firstShard?: number } = {}): Queue[] =>
  Array.from({ length: shards }, (_, i) => (firstShard + i) % shards).flatMap((shard) =>
    prioritiesWith(priorities).map((priority) => ({ shard, priority })),
  )

/** What changes of a campaign that gets these contacts: nothing, when it has their queues already. */
export const queuesWith = (campaign: Pick<Spread, 'priorities'>, contacts: readonly Prioritised[]): { priorities?: number[] } => {
  const known = prioritiesWith(campaign.priorities)
  const priorities = prioritiesWith([...known, ...contacts.map(priorityOf)])
  return priorities.length > known.length ? { priorities } : {}
}
