// What nobody may find in this repository: credentials, and telephone numbers that somebody answers.
import { describe, expect, it } from 'vitest'
import { filesOf, type RepositoryFile } from '../support/repository.ts'

const files = filesOf(
  '{functions,media-bridge,infra,local,dashboard,test,docs,examples}/**/*.{ts,tsx,mjs,json,md,csv,html,css}',
  '*.{md,json,ts}',
  '.ci/*',
  '.githooks/*',
)

const matches = (pattern: RegExp, isFine: (text: string, file: RepositoryFile) => boolean): string[] =>
  files.flatMap((file) => [...file.text.matchAll(pattern)].flatMap(([text]) => (isFine(text, file) ? [] : [`${file.path}: ${text}`])))

/** Reserved for fiction by those who give out numbers: NANPA, Ofcom, ACMA, Arcep, Bundesnetzagentur and PTS. Any digit for x. */
const FICTION = [
  '1xxx55501xx',
  ...['207946', '113496', '114496', '115496', '116496', '117496', '118496', '121496', '131496', '141496', '151496', '161496'].map(
    (area) => `44${area}0xxx`,
  ),
  '447700900xxx',
  ...['2', '3', '7', '8'].flatMap((area) => [`61${area}5550xxxx`, `61${area}7010xxxx`]),
  '61491570xxx',
  ...['19900', '26191', '35301', '46571', '53649'].map((area) => `33${area}xxxx`),
  ...['3023125', '6990009', '8999998', '4066969', '2214710'].map((area) => `49${area}xxx`),
  '468465004xx',
]
/** Also the beginning of such a number, to which code adds the rest. */
const isFiction = (digits: string): boolean =>
  FICTION.some((range) => digits.length <= range.length && [...digits].every((digit, i) => range[i] === 'x' || range[i] === digit))

/** In the test vectors of Twilio's own signatures. */
const VECTORS = new Set(['14158675309', '18005551212'])
/** Cannot be anybody's: too long, or without an area code. */
const IMPOSSIBLE = /^(\d{16,}|12345\d+|15550100)$/

/** Where nobody gives out numbers for fiction, and only the code in front matters: the rest counts up. */
const isPlaceholder = (digits: string): boolean =>
  /123456(7(8(9(0)?)?)?)?$/.test(digits) && !FICTION.some((range) => range.slice(0, 2) === digits.slice(0, 2))

describe('a telephone number', () => {
  it('is one that is reserved for fiction', () => {
    const isFine = (text: string): boolean => {
      const digits = text.replace(/\D/g, '')
      return digits.length < 8 || VECTORS.has(digits) || IMPOSSIBLE.test(digits) || isFiction(digits) || isPlaceholder(digits)
    }
    expect(matches(/\+[1-9][\d]?(?:[ ()-]{0,2}\d){6,16}/g, isFine)).toEqual([])
  })
})

describe('a credential', () => {
  it.each([
    ['an AWS key', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/g],
    ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/g],
    ['an ElevenLabs key', /\bsk_[0-9a-f]{40,}\b/g],
    ['a GitHub token', /\bgh[pousr]_\w{30,}\b/g],
  ])('that looks like %s is nowhere', (_, pattern) => {
    expect(matches(pattern, () => false)).toEqual([])
  })

  it('that looks like an account or a key of Twilio’s is plainly made up', () => {
    // One character, repeated; or counting.
    const isMadeUp = (text: string): boolean => /^..(.)\1{31}$/.test(text) || new Set(text.slice(2)).size <= 3 || /0123456789/.test(text)
    expect(matches(/\b(AC|SK)[0-9a-f]{32}\b/g, isMadeUp)).toEqual([])
  })
})
