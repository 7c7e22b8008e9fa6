import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Output } from '#contract/client.ts'
import { ImportId } from '#contract/ids.ts'
import { aPreview } from '../../support/build.ts'
import { openForm } from '../../support/new-campaign.ts'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const importId = ImportId.parse('imp_0123456789AB')
const anUpload: Output<'createUpload'> = {
  ...{ importId, url: 'https://bucket.test/staged', contentType: 'text/csv', expiresAt: '2026-11-03T14:08:00.000Z' },
}
/** No text that could be shown without a guess. */
const aFile = () => new File([new Uint8Array([0x4a, 0xf6, 0x72, 0x67])], 'may.csv')

const choose = async (file: File, answers: Answers) => {
  const page = await openForm(answers)
  fireEvent.change(screen.getByLabelText('List file'), { target: { files: [file] } })
  return page
}

test('a file that is no plain text is sent as it is, and looked at where it lies', async () => {
  const sheets = ['May', 'June']
  const file = { format: 'xlsx' as const, isGzipped: false, hasHeader: true, firstLine: 2, sheet: 'May', sheets }
  const page = await choose(aFile(), { createUpload: () => anUpload, previewList: () => aPreview({ file }) })
  await waitFor(() => expect(page.puts).toEqual(['https://bucket.test/staged']))
  await waitFor(() => expect(screen.queryByRole('progressbar', { name: 'Sending the file' })).toBeNull())
  await page.advance(400)
  expect(page.asked('previewList')[0]?.body).toMatchObject({ importId })
  fireEvent.change(await screen.findByLabelText('Sheet'), { target: { value: 'June' } })
  await page.advance(400)
  expect(page.asked('previewList').at(-1)?.body).toMatchObject({ importId, sheet: 'June' })
})

test('when a file cannot be sent, the form says why and takes another list', async () => {
  await choose(aFile(), { createUpload: () => problem('invalid_request', 'must end with .csv') })
  expect((await screen.findByRole('alert')).textContent).toContain('The file could not be sent. must end with .csv')
  expect(screen.getByLabelText('Contacts')).toBeTruthy()
})
