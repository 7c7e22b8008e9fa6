// XML as far as Twilio's documents need it: the SDK's own writer weighs more than all of a webhook's code.

/** Written into a document as it is; everything else is text. */
export type Element = { readonly xml: string }

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML 1.0 has no way to write, not even as an entity: control characters, and halves of characters. */
const UNWRITABLE = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** A reader would make spaces of line breaks in an attribute, and line feeds of carriage returns. */
const escaped = (text: string): string =>
  text
    .replace(UNWRITABLE, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)

export const element = (name: string, attributes: Readonly<Record<string, string>> = {}, ...content: (Element | string)[]): Element => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const inner = content.map((part) => (typeof part === 'string' ? escaped(part) : part.xml)).join('')
  return { xml: inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>` }
}

export const document = ({ xml }: Element): string => `<?xml version="1.0" encoding="UTF-8"?>${xml}`
