import type { AttemptId } from '#contract/ids.ts'
import { partsOf } from '#domain/ids.ts'

/** infra/uploads.ts forgets this folder sooner than the others. */
const RECORDINGS_FOLDER = 'recordings/'

export const recordingKey = (id: AttemptId): string => `${RECORDINGS_FOLDER}${partsOf(id).campaignId}/${id}.wav`
