// A first look at a list, before it is imported: enough to see that it is the right file.

export type Glance = {
  /** Lines that are not empty, the header not counted. A cell may span lines, so this is no count of contacts. */
  lines: number
  columns: string[]
}

const SEPARATORS = [',', ';', '\t', '|']

export const glance = (csv: string): Glance => {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
  const header = lines[0] ?? ''
  const separator = SEPARATORS.reduce((best, one) => (header.split(one).length > header.split(best).length ? one : best))
  const columns = header
    .split(separator)
    .map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    .filter((name) => name !== '')
  return { lines: Math.max(0, lines.length - 1), columns }
}
