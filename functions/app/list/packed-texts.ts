// Millions of short texts in a fraction of the memory that as many strings would take.

export type PackedTexts = {
  add: (text: string) => void
  at: (index: number) => string
  bytes: () => number
}

const FIRST_BYTES = 64 * 1024
const FIRST_TEXTS = 4096

export const packTexts = (): PackedTexts => {
  let bytes = Buffer.alloc(FIRST_BYTES)
  let ends = new Uint32Array(FIRST_TEXTS)
  let count = 0
  let used = 0
  return {
    add(text) {
      // No character takes more than three bytes in UTF-8 for each of its units.
      if (used + text.length * 3 > bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2 + text.length * 3)
      used += bytes.write(text, used)
      if (count === ends.length) {
        const more = new Uint32Array(count * 2)
        more.set(ends)
        ends = more
      }
      ends[count++] = used
    },
    at: (index) => (index >= 0 && index < count ? bytes.toString('utf8', index > 0 ? ends[index - 1] : 0, ends[index]) : ''),
    bytes: () => used,
  }
}
