// The ports of a run, in whichever of its processes: its table and its bucket, where the environment's AWS is.
import { live } from '#runtime/live.ts'

export const TABLE = 'ringmaster-import'
export const BUCKET = 'lists'

export const ports = live(() => ({ TABLE_NAME: TABLE, BUCKET_NAME: BUCKET }))
