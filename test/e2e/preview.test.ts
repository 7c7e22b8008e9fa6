// A damaged list in a real browser: dropped, looked at, put right column by column, and called.
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { CampaignId } from '#contract/ids.ts'
import { browsing } from '../support/browsing.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 240 })
const { visit, shoot, shootEverywhere } = browsing(system)

/** As Excel in Germany saves it: Windows-1252, semicolons, a title above, two columns of numbers of which neither is named. */
const DAMAGED = Buffer.from(
  [
    'Kunden im Mai;;;',
    'Kunde;Büro;Privat;Plan',
    'Jörg Müller;+1 202 555 0111;+1 202 555 0181;Grün',
    'Änne Groß;+1 202 555 0112;+1 202 555 0182;',
    'Ohne Nummer;+1 202 555 0113;12;Grün',
    'Doppelt;+1 202 555 0114;+1 202 555 0181;Grün',
    'Zu viel;+1 202 555 0115;+1 202 555 0185;Grün;gelb',
    'Øle Lund;+1 202 555 0116;+1 202 555 0186;Blau',
  ].join('\r\n'),
  'latin1',
)

const drop = async (page: Page): Promise<void> => {
  await page.getByLabel('List file').setInputFiles({ name: 'kunden.csv', mimeType: 'text/csv', buffer: DAMAGED })
}

it('shows what a damaged list lacks, takes its columns as they are put right, and calls who is left', async () => {
  const { page } = await visit('/campaigns/new')
  await drop(page)
  const found = page.getByRole('region', { name: 'What was found in the list' })
  await found.getByText('no column for the telephone number').waitFor({ timeout: 20_000 })

  await found.getByLabel('What “Privat” is').selectOption('phone')
  await found.getByLabel('What “Kunde” is').selectOption('name')
  const fates = found.getByRole('list', { name: 'What will become of the rows' })
  await fates.getByText('will be called').waitFor({ timeout: 20_000 })
  expect(await fates.getByRole('listitem').allTextContents()).toEqual(['3 will be called', '1 twice in the list', '2 cannot be used'])
  expect(await found.getByRole('table', { name: 'The first rows as they will be' }).textContent()).toContain('Jörg Müller')
  await found.getByText('Show these rows').click()
  expect(await found.getByRole('table', { name: 'Rows that cannot be used' }).textContent()).toContain('12the number is too short')

  await shootEverywhere(page, 'new-people')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Kunden im Mai')
  await page.getByLabel('Prompt', { exact: true }).fill('Be kind.')
  const first = page.getByLabel('First message', { exact: true })
  // With the keyboard alone: a brace opens the names of the columns, Enter writes one.
  await first.pressSequentially('Hello {{na')
  await page.getByRole('option', { name: '{{name}}' }).waitFor()
  await shoot(page, 'new-completion')
  await first.press('Enter')
  await first.pressSequentially(', about {{Pl')
  await page.getByRole('option', { name: '{{Plan}}' }).waitFor()
  await first.press('Enter')
  await first.pressSequentially('.')
  expect(await first.inputValue()).toBe('Hello {{name}}, about {{Plan}}.')
  const words = page.getByRole('region', { name: 'The words as they will be said' })
  await words.getByText('1 contact has no').waitFor({ timeout: 20_000 })
  await words.getByRole('button', { name: 'The next row' }).click()
  await expect.poll(() => words.textContent()).toContain('Hello Änne Groß, about no Plan.')
  await shootEverywhere(page, 'new-words')

  await page.getByRole('link', { name: 'Rules' }).click()
  await page.getByText('Hours', { exact: true }).click()
  await page.getByLabel('Only at certain hours').check()
  await shootEverywhere(page, 'new-rules')
  await page.getByLabel('Only at certain hours').uncheck()
  // What was typed is still there, the list that was put right among it.
  await page.reload()
  await page.getByRole('link', { name: 'Check and start' }).click()
  await page.getByText('3 people will be called.').waitFor({ timeout: 20_000 })
  await shootEverywhere(page, 'new-start')
  await page.getByRole('button', { name: 'Start calling' }).click()
  await page.getByRole('heading', { level: 1, name: 'Kunden im Mai' }).waitFor({ timeout: 20_000 })
  const id = CampaignId.parse(new URL(page.url()).pathname.split('/').at(-1))
  const named = async (): Promise<string[]> => {
    const { items } = await system.ringmaster.api('listContacts', { params: { id } })
    return items.map(({ name, phone }) => `${name} ${phone}`).sort()
  }
  await expect
    .poll(named, { timeout: 20_000 })
    .toEqual(['Jörg Müller +12025550181', 'Änne Groß +12025550182', 'Øle Lund +12025550186'].sort())
  await page.close()
})
