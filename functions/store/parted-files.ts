// Objects of the bucket that are written in parts, so that a file of any length needs the memory of one of them.
import { CompleteMultipartUploadCommand, CreateMultipartUploadCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3'
import { PART_BYTES, type PartedFiles } from '#app/ports/exports.ts'

/** An upload that is never completed is forgotten after a day: infra/uploads.ts. */
export const partedFilesIn = (Bucket: string, client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' })): PartedFiles => ({
  partBytes: PART_BYTES,

  async begin(Key, { contentType, fileName }) {
    const ContentDisposition = `attachment; filename="${fileName}"`
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: contentType, ContentDisposition }))
    if (!UploadId) throw new Error(`S3 began no upload of ${Key}`)
    return UploadId
  },

  async writePart(Key, { uploadId: UploadId, number: PartNumber, bytes: Body }) {
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))
    if (!ETag) throw new Error(`S3 gave the part ${PartNumber} of ${Key} no tag`)
    return ETag
  },

  async complete(Key, { uploadId: UploadId, tags }) {
    const Parts = tags.map((ETag, i) => ({ ETag, PartNumber: i + 1 }))
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
  },
})
