// Keeps objects as files: one file is one object, its bytes first and what S3 knows about it at the end, so that a rename replaces both at once.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'

const StoredObject = z.object({
  key: z.string(),
  size: z.int(),
  /** MD5 of the bytes, without quotes. */
  etag: z.string(),
  versionId: z.string(),
  contentType: z.string(),
  contentEncoding: z.exactOptional(z.string()),
  contentDisposition: z.exactOptional(z.string()),
  metadata: z.record(z.string(), z.string()),
  lastModified: z.int(),
})
export type StoredObject = z.infer<typeof StoredObject>

export type Properties = Pick<StoredObject, 'contentType' | 'contentEncoding' | 'contentDisposition' | 'metadata'>

export type OpenObject = { object: StoredObject; file: FileHandle }

export type ObjectStore = {
  put(key: string, bytes: AsyncIterable<Buffer>, properties: Properties): Promise<StoredObject>
  /** The caller closes the file, or reads it to its end as a stream. */
  open(key: string): Promise<OpenObject | undefined>
  remove(key: string): Promise<void>
  /** In the order of their keys. */
  list(): Promise<StoredObject[]>
}

const UNFINISHED = '.new-'
const LENGTH_BYTES = 4

/** Readable, and unique where a file name may not be as long as a key. */
const fileNameOf = (key: string): string => {
  const readable = encodeURIComponent(key).replaceAll('*', '%2A').slice(0, 120)
  return `${readable}.${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}

/** S3 orders keys by their UTF-8 bytes. */
export const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const readObject = async (file: FileHandle): Promise<StoredObject> => {
  const { size } = await file.stat()
  const length = Buffer.alloc(LENGTH_BYTES)
  await file.read(length, 0, LENGTH_BYTES, size - LENGTH_BYTES)
  const description = Buffer.alloc(length.readUInt32BE())
  await file.read(description, 0, description.length, size - LENGTH_BYTES - description.length)
  return StoredObject.parse(JSON.parse(description.toString()))
}

const writeObject = async (file: FileHandle, bytes: AsyncIterable<Buffer>, about: Properties & { key: string }): Promise<StoredObject> => {
  const md5 = createHash('md5')
  let size = 0
  for await (const chunk of bytes) {
    md5.update(chunk)
    size += chunk.length
    await file.write(chunk)
  }
  const object = { ...about, size, etag: md5.digest('hex'), versionId: randomUUID().replaceAll('-', ''), lastModified: Date.now() }
  const description = Buffer.from(JSON.stringify(object))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(description.length)
  await file.write(Buffer.concat([description, length]))
  return object
}

export const openStore = (folder: string): ObjectStore => {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (name.startsWith(UNFINISHED)) rmSync(join(folder, name))

  const openFile = async (path: string): Promise<OpenObject | undefined> => {
    const file = await open(path).catch((error: unknown) => {
      if (isMissing(error)) return undefined
      throw error
    })
    if (!file) return undefined
    try {
      return { file, object: await readObject(file) }
    } catch (error) {
      await file.close()
      throw error
    }
  }

  return {
    put: async (key, bytes, properties) => {
      const unfinished = join(folder, `${UNFINISHED}${randomUUID()}`)
      try {
        await using file = await open(unfinished, 'w')
        const object = await writeObject(file, bytes, { key, ...properties })
        await rename(unfinished, join(folder, fileNameOf(key)))
        return object
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    open: (key) => openFile(join(folder, fileNameOf(key))),
    remove: (key) => rm(join(folder, fileNameOf(key)), { force: true }),
    list: async () => {
      const objects: StoredObject[] = []
      for (const name of await readdir(folder)) {
        const found = name.startsWith(UNFINISHED) ? undefined : await openFile(join(folder, name))
        if (!found) continue
        objects.push(found.object)
        await found.file.close()
      }
      return objects.toSorted((a, b) => compareKeys(a.key, b.key))
    },
  }
}
