// How the code is written, as far as a machine can tell and the linter does not.
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf, found, withoutComments } from '../support/repository.ts'

const SELF = /^test\/conventions\//
const code = filesOf('{functions,media-bridge,infra,local,dashboard,test}/**/*.{ts,tsx,mjs}').filter(({ path }) => !SELF.test(path))
const tests = code.filter(({ path }) => path.startsWith('test/'))
const source = code.filter(({ path }) => !path.startsWith('test/'))
const commentless = code.map(({ path, text }) => ({ path, text: withoutComments(text) }))

describe('the code', () => {
  it('is found by these tests', () => {
    expect(source.length).toBeGreaterThan(100)
    expect(tests.length).toBeGreaterThan(50)
  })

  it('tells the compiler the truth: nothing is any, nothing is silenced', () => {
    expect(found(commentless, /(:|\bas|<|\|)\s*any\b|\bas unknown as\b/)).toEqual([])
    expect(found(code, /@ts-(ignore|expect-error|nocheck)/)).toEqual([])
  })

  it('promises nothing for later', () => {
    expect(found(code, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([])
  })

  it('has names that say what is in the file', () => {
    const vague = /(^|-)(utils?|helpers?|common|manager|impl|misc|stuff)(-|\.)/
    expect(code.map(({ path }) => basename(path)).filter((name) => vague.test(name))).toEqual([])
  })

  it('says on the first line of a file of any length what it is responsible for', () => {
    const long = source.filter(({ text }) => text.split('\n').length > 31)
    expect(long.filter(({ text }) => !/^(#!.*\n)?(\/\/|\/\*\*) ?\S/.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('has its schemas written with zod/mini, which is half as much to load', () => {
    expect(found(code, /from 'zod'/)).toEqual([])
  })

  it('lets no part of zod into every bundle for a fallback: there is contract/otherwise.ts', () => {
    expect(found(commentless, /\bz\.catch\(/)).toEqual([])
  })

  it('brings its language wherever the words of a schema are shown', () => {
    const showing = source.filter(({ text }) => /prettifyError\(|issue\??\.message|path, message \}/.test(text))
    expect(showing.length).toBeGreaterThan(10)
    expect(showing.filter(({ text }) => !text.includes("import '#contract/english.ts'")).map(({ path }) => path)).toEqual([])
  })

  it('knows no path of the machine that it was written on', () => {
    const everything = [...code, ...filesOf('*.{json,md}', '{docs,examples}/**/*.{md,csv}', '.ci/*', '.githooks/*')]
    expect(found(everything, /(^|[\s'"`(=])\/(work|home|Users|root)\//)).toEqual([])
  })
})

describe('the tests', () => {
  it('replace no module: they give plain objects to what they test', () => {
    expect(found(tests, /\bvi\.(mock|doMock|hoisted)\b/)).toEqual([])
  })

  it('wait as long as a busy machine may take: vitest’s own second is over soon', () => {
    const others = tests.filter(({ path }) => path !== 'test/support/eventually.ts')
    expect(found(others, /\bvi\.wait(For|Until)\(/)).toEqual([])
  })

  it('are all run: none is left alone or skipped', () => {
    expect(found(tests, /\b(it|test|describe)\.(only|skip|todo)\b/)).toEqual([])
  })
})
