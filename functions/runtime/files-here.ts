// How the port of files is built. Apart from those that news of a call need: whoever can load S3's client starts with what it shares with DynamoDB's.
import { clock } from '#app/clock.ts'
import type { Files } from '#app/ports/files.ts'
import type { Here } from './here.ts'
import { filesLater } from './loaded-later.ts'
import { once } from './once.ts'

export const filesHere = ({ need }: Here): Files =>
  filesLater(once(async () => (await import('#store/files.ts')).filesIn(need('BUCKET_NAME'), clock)))
