// Where what is said in calls is kept.
import type { AttemptId } from '#contract/ids.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'
import type { Page, PageRequest } from './pages.ts'

/** When a call's audio was connected, how long after the answer, and the task of the bridge that carries it. */
export type OpenedStream = { openedMs: number; answeredForMs?: number | undefined; heldAt?: string | undefined }

/** What was said in calls. */
export type Transcripts = {
  /** Takes the place of the turn that has this index. */
  tell(id: AttemptId, turn: TranscriptTurn): Promise<void>
  /** In the order of the call. */
  list(id: AttemptId, page: PageRequest): Promise<Page<TranscriptTurn>>
}
