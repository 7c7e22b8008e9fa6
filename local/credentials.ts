// The keys that every AWS client of the local system signs with: made anew by each process, so that nothing else can sign an upload.
import { randomBytes } from 'node:crypto'

export const credentials = { accessKeyId: 'ringmaster', secretAccessKey: randomBytes(30).toString('base64') } as const
