// Where attempts are kept.
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CallRecord } from '#app/records/call.ts'
import type { AttemptId, CampaignId } from '#contract/ids.ts'
import type { Turn } from '#contract/machine.ts'
import type { Page, PageRequest } from './pages.ts'
import type { OpenedStream } from './transcripts.ts'

export type Attempts = {
  get(id: AttemptId): Promise<AttemptRecord | undefined>
  /**
   * The task token of the turn that waits for this attempt: the one that made it (`isOwn`), or a later one that found it on its lane.
   * Undefined once a later turn of the lane has claimed another.
   */
  tokenOf(attempt: Pick<AttemptRecord, 'id' | 'campaignId' | 'k' | 'run' | 'turn'>): Promise<{ token: string; isOwn: boolean } | undefined>
  /**
   * From now on the turn is the one that waits for the attempt; so it is when it was before. `superseded`: a later turn of the lane has begun.
   * `instead`: the token of the turn that waited until now.
   */
  waitFor(attempt: AttemptRecord, turn: Turn): Promise<{ kind: 'waits'; instead?: string } | { kind: 'superseded' }>
  /** Newest first; `live` gives only those that are not over. */
  list(campaignId: CampaignId, page: PageRequest & { live: boolean }): Promise<Page<CallRecord>>
  /** Nobody looks into the attempt before `leaseMs`; an earlier lease is never brought back. */
  extendLease(id: AttemptId, leaseMs: number): Promise<void>
  /** What bridge and carrier know beside the state, whatever the state; gives the attempt as it then is. */
  note(
    id: AttemptId,
    facts: Partial<
      Pick<
        AttemptRecord,
        | 'conversationId'
        | 'closedFirst'
        | 'endedBecause'
        | 'agentSpoke'
        | 'mediaFailure'
        | 'heldDirectly'
        | 'latency'
        | 'speech'
        | 'optedOut'
        | 'callbackAt'
        | 'answeredBy'
        | 'detectionMs'
        | 'edition'
        | 'recording'
        | 'recordingMissing'
      >
    >,
  ): Promise<AttemptRecord | undefined>
  /** The provider of the agent has yet to tell what became of the conversation: it is asked from `dueMs` on, machine time. */
  awaitResult(id: AttemptId, wait: { conversationId?: string; dueMs: number; sinceMs: number; looks: number }): Promise<void>
  /** Those that were to be asked for by then, the longest overdue first. */
  resultsDue(untilMs: number, limit: number): Promise<AttemptId[]>
  /** Undefined when the result of that very conversation is there already. */
  noteResult(
    id: AttemptId,
    told: Pick<AttemptRecord, 'verdict' | 'agentSpoke' | 'mediaFailure'> & Required<Pick<AttemptRecord, 'conversationId' | 'result'>>,
  ): Promise<AttemptRecord | undefined>
  /** Nobody asks any more. */
  missResult(id: AttemptId, why: string): Promise<void>
  /** Whose conversation it is, as far as a bridge has told. */
  ofConversation(conversationId: string): Promise<AttemptId | undefined>
  /** The contact is to be called again then; false when the attempt is over, and what becomes of its contact is decided. */
  callBackAt(id: AttemptId, at: string): Promise<boolean>
  /** Marks the attempt's one stream as opened; false when it was already, or the attempt is over. */
  openStream(attempt: AttemptRecord, stream: OpenedStream): Promise<boolean>
}
