// The commands that the documentation names are there.
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { filesOf } from '../support/repository.ts'

const [manifest] = filesOf('package.json')
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(manifest?.text ?? '{}'))
const pages = filesOf('*.md', 'docs/*.md', '.env.example')

/** npm's own. */
const WITHOUT_RUN = /\bnpm (start|test)\b/g
const WITH_RUN = /\bnpm run (?:-s )?([\w:-]+)/g

describe.each(pages)('$path', ({ text }) => {
  it('names only npm commands that there are', () => {
    const named = [...text.matchAll(WITH_RUN), ...text.matchAll(WITHOUT_RUN)].map(([, name = '']) => name)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })
})
