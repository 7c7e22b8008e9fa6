import * as fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { document, element } from '#providers/xml.ts'

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', trimValues: false, htmlEntities: true })

it('nests elements, and closes those that hold nothing at once', () => {
  expect(document(element('A', { b: '1' }, element('C'), 'text'))).toBe('<?xml version="1.0" encoding="UTF-8"?><A b="1"><C/>text</A>')
})

it('leaves out what XML cannot hold, and nothing else', () => {
  expect(element('A', { b: 'x\u0000y\u001F' }, 'a\uD800b\uFFFE🙂\tc').xml).toBe('<A b="xy">ab🙂&#9;c</A>')
})

it('is one element whatever stands in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { xml } = element('A', { b: text }, `.${text}`)
      expect(XMLValidator.validate(xml)).toBe(true)
      expect(Object.keys(parser.parse(xml))).toEqual(['A'])
    }),
  )
})
