// Objects that come in parts: begun, each part by its number, and put together by the list of their tags.
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import type { Answer } from '../web/answer.ts'
import { escapeXml, S3Error, xml } from './error.ts'
import { propertiesOf, putObject } from './objects.ts'
import type { S3Request } from './request.ts'
import type { ObjectStore, Properties, StoredObject } from './store.ts'

/** Every part but the last: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const LEAST_BYTES = 5 * 1024 ** 2

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

type Upload = { key: string; properties: Properties }

const parameter = ({ query }: S3Request, name: string): string | undefined => new Map(query).get(name)

/** `parts`: where the parts are kept, apart from the objects. Those of an upload that a restart has cut off stay, as S3 keeps them for a while. */
export const createPartedUploads = (parts: ObjectStore) => {
  const uploads = new Map<string, Upload>()
  const partKey = (id: string, number: string): string => `${id}/${number}`

  const uploadOf = (request: S3Request): { id: string; upload: Upload } => {
    const id = parameter(request, 'uploadId') ?? ''
    const upload = uploads.get(id)
    if (upload?.key === request.key) return { id, upload }
    throw new S3Error(404, 'NoSuchUpload', 'The specified multipart upload does not exist.')
  }

  /** In the order in which the client lists them. */
  const listedParts = (body: string): { number: string; tag: string }[] =>
    [...body.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
      number: /<PartNumber>(\d+)<\/PartNumber>/.exec(part)?.[1] ?? '',
      tag: (/<ETag>(.*?)<\/ETag>/.exec(part)?.[1] ?? '').replaceAll('&quot;', '').replaceAll('"', ''),
    }))

  const joined = async function* (id: string, listed: readonly { number: string; tag: string }[]): AsyncGenerator<Buffer, void, undefined> {
    for (const [i, { number, tag }] of listed.entries()) {
      const found = await parts.open(partKey(id, number))
      if (found?.object.etag !== tag) throw new S3Error(400, 'InvalidPart', `The part ${number} is not there, or has another tag.`)
      await using file = found.file
      const { size } = found.object
      if (size < LEAST_BYTES && i < listed.length - 1)
        throw new S3Error(400, 'EntityTooSmall', `The part ${number} has ${size} bytes only.`)
      if (size > 0) {
        for await (const chunk of file.createReadStream({ start: 0, end: size - 1, autoClose: false })) yield Buffer.from(chunk)
      }
    }
  }

  return {
    begin(request: S3Request): Answer {
      const id = randomUUID()
      uploads.set(id, { key: request.key, properties: propertiesOf(request.headers) })
      const [bucket, key] = [request.bucket, request.key].map(escapeXml)
      return xml(
        200,
        `<InitiateMultipartUploadResult xmlns="${NAMESPACE}"><Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      )
    },

    async put(request: S3Request): Promise<StoredObject> {
      const { id } = uploadOf(request)
      return await putObject(parts, { ...request, key: partKey(id, parameter(request, 'partNumber') ?? '') })
    },

    async complete(store: ObjectStore, request: S3Request): Promise<StoredObject> {
      const { id, upload } = uploadOf(request)
      const listed = listedParts(await text(request.body))
      const object = await store.put(request.key, joined(id, listed), upload.properties)
      uploads.delete(id)
      for (const { number } of listed) await parts.remove(partKey(id, number))
      return object
    },
  }
}

export const completed = ({ key, etag }: StoredObject): Answer =>
  xml(
    200,
    `<CompleteMultipartUploadResult xmlns="${NAMESPACE}"><Key>${escapeXml(key)}</Key><ETag>&quot;${etag}&quot;</ETag></CompleteMultipartUploadResult>`,
  )
