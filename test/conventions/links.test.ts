// Links between the pages of this repository lead somewhere.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf, ROOT } from '../support/repository.ts'

const pages = filesOf('*.md', '{docs,examples,functions,media-bridge,infra,local,dashboard,test}/**/*.md')
const textOf = new Map(pages.map(({ path, text }) => [path, text]))

/** As GitHub makes anchors of headings. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/[`*_]|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-')

const anchorsOf = (text: string): string[] => [...text.matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

/** Link and picture targets outside of code, but for those of the web. */
const linksOf = (text: string): string[] =>
  [
    ...text
      .replace(/```[\s\S]*?```/g, '')
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(<?([^)>\s]+)>?[^)]*\)/g),
  ]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z][\w+.-]*:/i.test(target))

describe.each(pages)('the links of $path', ({ path, text }) => {
  it('lead to files that exist, and to headings that they have', () => {
    const dead = linksOf(text).filter((link) => {
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? path : join(dirname(path), decodeURI(file)).replaceAll('\\', '/')
      if (!existsSync(join(ROOT, target))) return true
      const page = textOf.get(target)
      return anchor !== undefined && page !== undefined && !anchorsOf(page).includes(anchor)
    })
    expect(dead).toEqual([])
  })
})
