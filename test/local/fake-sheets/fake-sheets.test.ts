// The simulated Google Sheets answers as Google does: tokens, quota, errors, and writes that are whole or nothing.
import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { googleSheets } from '#providers/google-sheets.ts'
import { googleTokens } from '#providers/google-token.ts'
import { ACCOUNT, type PlayedSheets, startSheets, TAB } from '../../support/fake-sheets.ts'

let now: number
let sheets: PlayedSheets
beforeEach(async () => {
  now = Date.now()
  sheets = await startSheets({ machine: () => now })
})
afterEach(() => sheets.close())

describe('a token', () => {
  it('is given for an assertion of the account’s own key, for an hour', async () => {
    const token = await googleTokens({ machine: () => now })(sheets.key)
    const ask = () => fetch(`${sheets.url}/v4/spreadsheets/none`, { headers: { authorization: `Bearer ${token}` } })
    expect((await ask()).status).toBe(404)
    now += 3_600_000
    expect((await ask()).status).toBe(401)
  })

  it.each([
    [
      'another key',
      () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      0,
    ],
    ['an hour that is over', () => sheets.key.private_key, -7_200_000],
  ])('is not given for %s', async (_, key, shift) => {
    const tokens = googleTokens({ machine: () => now + shift })
    await expect(tokens({ ...sheets.key, private_key: key() })).rejects.toThrow('Google gave no token: HTTP 400')
  })

  it('is asked for once while it is good', async () => {
    const tokens = googleTokens({ machine: () => now })
    const first = await tokens(sheets.key)
    expect(await tokens(sheets.key)).toBe(first)
    now += 3_550_000
    expect(await tokens(sheets.key)).not.toBe(first)
  })
})

it('a secret that nobody has filled in is trouble of its own kind', async () => {
  const spreadsheets = googleSheets({
    apiUrl: sheets.url,
    clock: { machine: () => now },
    secret: async () => ({ ...sheets.key, client_email: '' }),
  })
  expect(await spreadsheets.account()).toBeUndefined()
  expect(await spreadsheets.open('x'.repeat(44))).toMatchObject({ ok: false, trouble: { kind: 'not-set-up' } })
})

it('sixty reads a minute are answered, and more a minute later', async () => {
  const { spreadsheetId } = await sheets.people.create([['a']])
  const kinds = async (count: number) => {
    const answers = await Promise.all(Array.from({ length: count }, () => sheets.spreadsheets.read(spreadsheetId, TAB)))
    return answers.map((answer) => (answer.ok ? 'ok' : answer.trouble.kind))
  }
  expect((await kinds(62)).filter((kind) => kind === 'quota')).toHaveLength(2)
  expect((await sheets.spreadsheets.write(spreadsheetId, TAB, [{ row: 0, column: 0, value: 'b' }])).ok).toBe(true)
  now += 60_000
  expect(await kinds(1)).toEqual(['ok'])
})

it('a write is whole or nothing, and refused beyond the grid', async () => {
  const { spreadsheetId } = await sheets.people.create([['a', 'b']])
  const cells = [
    { row: 0, column: 0, value: 'changed' },
    { row: 0, column: 26, value: 'too far' },
  ]
  expect(await sheets.spreadsheets.write(spreadsheetId, TAB, cells)).toMatchObject({ ok: false, trouble: { kind: 'unreachable' } })
  expect((await sheets.people.tab(spreadsheetId)).rows).toEqual([['a', 'b']])
  await sheets.spreadsheets.addColumns(spreadsheetId, 0, 1)
  expect((await sheets.spreadsheets.write(spreadsheetId, TAB, cells)).ok).toBe(true)
  expect((await sheets.people.tab(spreadsheetId)).rows[0]?.[26]).toBe('too far')
})

it('a tab is read without what is empty at its ends, and its text stays as it is', async () => {
  const { spreadsheetId } = await sheets.people.create([['a', '', ''], [], ['', '=1+1', '+61 2'], ['']])
  expect(await sheets.spreadsheets.read(spreadsheetId, TAB)).toEqual({ ok: true, value: [['a'], [], ['', '=1+1', '+61 2']] })
})

it('only those whom it is shared with may open it', async () => {
  const { spreadsheetId } = await sheets.people.create([['a']], { sharedWith: ['somebody@else.test'] })
  const opened = await sheets.spreadsheets.open(spreadsheetId)
  expect(opened).toMatchObject({ ok: false, trouble: { kind: 'no-access', says: expect.stringContaining(ACCOUNT) } })
})
