// The bucket.
export type FileWrite = {
  /** Absent: CSV. */
  contentType?: string
  /** One that is there already is left as it is. */
  onlyNew?: boolean
}

/** The bucket of contact lists. */
export type Files = {
  /** An address to PUT the file to, for five minutes. `size`: of exactly so many bytes. */
  uploadUrl(key: string, file: { contentType: string; size?: number | undefined }): Promise<{ url: string; expiresAt: string }>
  write(key: string, content: string | Uint8Array, as?: FileWrite): Promise<void>
  /** What was said of the object when it was put there; its names in lower case. */
  metadata(key: string, versionId: string | undefined): Promise<Record<string, string>>
  /** An address to GET the object from, for an hour. */
  downloadUrl(key: string): Promise<{ url: string; expiresAt: string }>
  /** The object under another key too. */
  copy(from: string, to: string): Promise<void>
  /** One that is not there is a success. */
  remove(key: string): Promise<void>
  /** An object of so many bytes, written as they come. */
  writeFrom(key: string, object: { bytes: AsyncIterable<Uint8Array>; size: number; contentType: string }): Promise<void>
  /** The object's size, and its bytes from the first that is asked for on, as fast as they are taken. */
  open(object: { key: string; versionId?: string | undefined; from?: number }): Promise<{ size: number; bytes: AsyncIterable<Uint8Array> }>
}
