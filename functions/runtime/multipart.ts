// A form with a file in it (multipart/form-data), taken apart: its fields as texts, and its one file.
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { AppError } from '#app/errors.ts'
import { MOST_FORM_BYTES } from '#contract/list-file.ts'

export type Form = { fields: Map<string, string>; file?: { name: string; bytes: Buffer } }

const FIELD_BYTES = 128 * 1024
/** Far more than any form of ours has. */
const FIELDS = 100

const tooLarge = (): AppError =>
  new AppError(
    'too_large',
    `A list in a request may have ${MOST_FORM_BYTES / 1024 ** 2} MiB. Create the campaign with POST /api/db/campaigns, send the list to the address that POST /api/db/uploads gives, then start the campaign.`,
  )

const broken = (why: string): AppError =>
  new AppError(
    'invalid_request',
    `The form cannot be read: ${why}. Send multipart/form-data with one part named “file”, as curl does with -F file=@list.csv, and let your client set the content type.`,
  )

const open = (contentType: string): InstanceType<typeof Busboy> => {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { files: 1, fileSize: MOST_FORM_BYTES, fields: FIELDS, fieldSize: FIELD_BYTES },
    })
  } catch {
    throw broken('its content type names no boundary between its parts')
  }
}

export const readForm = async (contentType: string, body: Buffer): Promise<Form> => {
  const reading = open(contentType)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const refuse = (why: string) => reject(broken(why))
  const fields = new Map<string, string>()
  const chunks: Buffer[] = []
  let name: string | undefined

  reading.on('field', (field: string | undefined, text: string, _: boolean, isCut: boolean) => {
    if (field === undefined) refuse('a part of it has no name')
    else if (isCut) refuse(`its field “${field}” has more than ${FIELD_BYTES / 1024} KiB`)
    else if (fields.has(field)) refuse(`its field “${field}” comes twice`)
    else fields.set(field, text)
  })
  reading.on('file', (field: string | undefined, stream: BusboyFileStream, fileName: string | undefined) => {
    if (field !== 'file') refuse(`its file is named “${field ?? ''}”, not “file”`)
    name = fileName ?? ''
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('limit', () => reject(tooLarge()))
    // One that ends too early is told by the form as well.
    stream.on('error', reject)
  })
  reading.on('filesLimit', () => refuse('it has more than one file'))
  reading.on('fieldsLimit', () => refuse(`it has more than ${FIELDS} fields`))
  reading.on('error', () => refuse('it ends before its last boundary'))
  reading.on('finish', resolve)
  reading.end(body)
  await promise
  if (name === undefined) return { fields }
  return { fields, file: { name, bytes: Buffer.concat(chunks) } }
}
