// A file on its way to the bucket, by an address that the API has signed for it.
import type { Fetch } from '#contract/client.ts'
import { NoAnswer } from '#contract/client-errors.ts'

export type Upload = (address: { url: string; contentType: string }, file: Blob) => Promise<void>

export const uploadOver =
  (fetch: Fetch): Upload =>
  async ({ url, contentType }, body) => {
    const response = await fetch(url, { method: 'PUT', body, headers: { 'content-type': contentType } }).catch((cause: unknown) => {
      throw new NoAnswer(cause)
    })
    if (!response.ok) throw new Error(`The file was refused where it was sent (${response.status}). Choose it again.`)
  }
