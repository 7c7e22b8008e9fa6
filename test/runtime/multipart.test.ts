// Forms with a file, as curl and browsers send them, and every way in which one can be broken.
import { describe, expect, it } from 'vitest'
import { MOST_FORM_BYTES } from '#contract/list-file.ts'
import { readForm } from '#runtime/multipart.ts'

const TYPE = 'multipart/form-data; boundary=line'

type Part = { name?: string; file?: string; text: string }

const formText = (parts: readonly Part[]): string =>
  [
    ...parts.map(({ name, file, text }) => {
      const names = [...(name === undefined ? [] : [`name="${name}"`]), ...(file === undefined ? [] : [`filename="${file}"`])]
      return `--line\r\nContent-Disposition: ${['form-data', ...names].join('; ')}\r\n\r\n${text}\r\n`
    }),
    '--line--\r\n',
  ].join('')

const read = (parts: readonly Part[]) => readForm(TYPE, Buffer.from(formText(parts)))

describe('a form', () => {
  it('is its fields and its file, byte for byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    const body = Buffer.concat([
      Buffer.from('--line\r\nContent-Disposition: form-data; name="name"\r\n\r\nZoë\r\n'),
      Buffer.from('--line\r\nContent-Disposition: form-data; name="file"; filename="my list ü.xlsx"\r\nContent-Type: x/y\r\n\r\n'),
      bytes,
      Buffer.from('\r\n--line--\r\n'),
    ])
    const { fields, file } = await readForm(TYPE, body)
    expect(fields).toEqual(new Map([['name', 'Zoë']]))
    expect(file?.name).toBe('my list ü.xlsx')
    expect(file?.bytes.equals(bytes)).toBe(true)
  })

  it('of the browser’s own making can be read', async () => {
    const form = new FormData()
    form.set('name', 'Spring')
    form.set('file', new Blob(['phone\n+12025550142\n']), 'list.csv')
    const response = new Response(form)
    const { fields, file } = await readForm(response.headers.get('content-type') ?? '', Buffer.from(await response.arrayBuffer()))
    expect([...fields]).toEqual([['name', 'Spring']])
    expect(file?.bytes.toString()).toBe('phone\n+12025550142\n')
  })

  it('may have no file', async () => {
    expect(await read([{ name: 'a', text: '' }])).toEqual({ fields: new Map([['a', '']]) })
  })
})

describe('a form that cannot be read', () => {
  const whole = formText([{ name: 'file', file: 'a.csv', text: 'phone' }])
  it.each([
    ['has no boundary', 'multipart/form-data', whole, 'no boundary'],
    ['has another boundary', 'multipart/form-data; boundary=other', whole, 'last boundary'],
    ['is cut off in its file', TYPE, whole.slice(0, -20), 'last boundary'],
    ['is empty', TYPE, '', 'last boundary'],
    [
      'has two files',
      TYPE,
      formText([
        { name: 'file', file: 'a', text: '1' },
        { name: 'file', file: 'b', text: '2' },
      ]),
      'more than one file',
    ],
    ['calls its file something else', TYPE, formText([{ name: 'list', file: 'a.csv', text: '1' }]), '“list”'],
    [
      'has a field twice',
      TYPE,
      formText([
        { name: 'name', text: '1' },
        { name: 'name', text: '2' },
      ]),
      '“name” comes twice',
    ],
    ['has a part without a name', TYPE, formText([{ text: '1' }]), 'no name'],
    ['has a field without an end', TYPE, formText([{ name: 'prompt', text: 'x'.repeat(200_000) }]), '“prompt” has more than 128 KiB'],
    ['has too many fields', TYPE, formText(Array.from({ length: 101 }, (_, i) => ({ name: `f${i}`, text: '' }))), 'more than 100 fields'],
  ])('because it %s says so, and what to send', async (_, type, text, why) => {
    await expect(readForm(type, Buffer.from(text))).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringMatching(new RegExp(`${why}.*curl`)),
    })
  })

  it('because its file is too large names the way for large ones', async () => {
    await expect(read([{ name: 'file', file: 'a.csv', text: 'x'.repeat(MOST_FORM_BYTES + 1) }])).rejects.toMatchObject({
      code: 'too_large',
      message: expect.stringContaining('POST /api/db/uploads'),
    })
    expect((await read([{ name: 'file', file: 'a.csv', text: 'x'.repeat(MOST_FORM_BYTES) }])).file?.bytes).toHaveLength(MOST_FORM_BYTES)
  })
})
