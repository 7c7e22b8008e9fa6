// The files of this repository that people write, for tests of how they are written.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** Folders whose content is made or installed, and the lock file. */
const MADE = /(^|\/)(node_modules|\.git|\.ringmaster|cdk\.out|coverage|test-results|package-lock\.json)(\/|$)/

export type RepositoryFile = { path: string; text: string }

/** Paths are relative to the repository, with slashes. */
export const filesOf = (...patterns: string[]): RepositoryFile[] =>
  globSync(patterns, { cwd: ROOT, exclude: (path) => MADE.test(path) })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

/** What is left of code when its comments are taken away; lines keep their numbers. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/(^|\s)\/\/.*$/gm, '')

/** Where a pattern is found: `path:line: text`. */
export const found = (files: readonly RepositoryFile[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) => text.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])))
