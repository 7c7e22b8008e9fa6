// What kind of file it is, from its first bytes; what is no list is refused in words.

export type FileKind = 'text' | 'gzip' | 'zip'
export type Sniffed = { kind: FileKind } | { problem: string }

const INSTEAD = 'Save the list as CSV or .xlsx and upload that.'

const bytesOf = (text: string): number[] => [...text].map((char) => char.charCodeAt(0))

/** By the bytes at the beginning of the file; `at`: where they stand. */
const SIGNATURES: readonly { bytes: readonly number[]; at?: number; is: string }[] = [
  { bytes: bytesOf('%PDF'), is: 'a PDF' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], is: 'an old Excel or Word file (.xls, .doc), or a protected one' },
  { bytes: bytesOf('\x89PNG'), is: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], is: 'a picture' },
  { bytes: bytesOf('GIF8'), is: 'a picture' },
  { bytes: bytesOf('RIFF'), is: 'a picture or a sound' },
  { bytes: bytesOf('II*\0'), is: 'a picture' },
  { bytes: bytesOf('MM\0*'), is: 'a picture' },
  { bytes: bytesOf('ftyp'), at: 4, is: 'a picture or a film' },
  { bytes: bytesOf('ID3'), is: 'a sound' },
  { bytes: bytesOf('OggS'), is: 'a sound' },
  { bytes: bytesOf('{\\rtf'), is: 'a formatted text (RTF)' },
  { bytes: bytesOf('7z\xbc\xaf'), is: 'a 7z archive' },
  { bytes: bytesOf('Rar!'), is: 'a RAR archive' },
  { bytes: bytesOf('BZh'), is: 'compressed with bzip2; only gzip can be unpacked' },
  { bytes: bytesOf('\xfd7zXZ'), is: 'compressed with xz; only gzip can be unpacked' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], is: 'compressed with zstd; only gzip can be unpacked' },
  { bytes: bytesOf('ustar'), at: 257, is: 'a tar archive' },
  { bytes: bytesOf('SQLite format 3'), is: 'a database' },
  { bytes: bytesOf('PAR1'), is: 'a Parquet file' },
  { bytes: bytesOf('\x7fELF'), is: 'a program' },
  { bytes: bytesOf('MZ\x90'), is: 'a program' },
]

/** Texts that are no lists. Some programs save web pages under the name .xls. */
const TEXTS: readonly { begins: RegExp; is: string }[] = [
  { begins: /^<(!doctype\s+html|html|head|body|table|meta|script|!--)/i, is: 'a web page' },
  { begins: /^<\?xml|^<[a-z][a-z0-9]*[\s:>]/i, is: 'an XML file' },
  { begins: /^BEGIN:VCARD/i, is: 'a file of visiting cards (vCard)' },
  { begins: /^%!PS/, is: 'a PostScript file' },
]

const hasBytes = (head: Uint8Array, bytes: readonly number[], at: number): boolean => bytes.every((byte, i) => head[at + i] === byte)

/** Line breaks, tabs, form feeds, and the end-of-file and escape signs of old systems. */
const IN_TEXT = [0, 9, 10, 11, 12, 13, 26, 27]

/** Text has hardly any control characters. In UTF-16 they are halves of others, and every other byte may be a zero. */
const isBinary = (head: Uint8Array): boolean => {
  if (hasBytes(head, [0xff, 0xfe], 0) || hasBytes(head, [0xfe, 0xff], 0)) return false
  const controls = head.filter((byte) => byte < 32 && !IN_TEXT.includes(byte)).length
  const zeros = head.filter((byte) => byte === 0).length
  return controls > head.length / 20 || zeros > (head.length * 2) / 3
}

const textOf = (head: Uint8Array): string =>
  String.fromCharCode(...head.subarray(0, 200).filter((byte) => byte !== 0))
    .replace(/^(\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '')
    .trimStart()

/** `head`: at least the first 512 bytes, or the whole file. */
export const sniff = (head: Uint8Array): Sniffed => {
  if (head.length === 0) return { problem: 'The file is empty. It needs a header line and a line for each contact.' }
  if (hasBytes(head, [0x1f, 0x8b], 0)) return { kind: 'gzip' }
  if (hasBytes(head, [0x50, 0x4b], 0) && (head[2] ?? 0) < 9) return { kind: 'zip' }
  const found = SIGNATURES.find(({ bytes, at = 0 }) => hasBytes(head, bytes, at)) ?? TEXTS.find(({ begins }) => begins.test(textOf(head)))
  if (found) return { problem: `This is no contact list but ${found.is}. ${INSTEAD}` }
  if (isBinary(head)) return { problem: `This is no contact list: it is not text. ${INSTEAD}` }
  return { kind: 'text' }
}
