// Writes the page of refusals from the words that the API itself answers with: `npx node test/support/problem-page.ts` brings it up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { problemWords } from '#contract/problem-words.ts'

export const PROBLEMS_PAGE = join(import.meta.dirname, '..', '..', 'docs', 'problems.md')

const [OPEN, CLOSE] = ['<!-- codes -->', '<!-- /codes -->']

const codes = (): string =>
  problemWords()
    .map(({ code, status, title, means, todo }) => `## ${code}\n\n${status}: ${title}.\n\n${means}\n\n**What to do.** ${todo}`)
    .join('\n\n')

export const withCodes = (page: string): string => {
  const [before, rest] = page.split(OPEN)
  const after = rest?.split(CLOSE)[1]
  if (before === undefined || after === undefined) throw new Error(`The page has no place for the codes: ${OPEN} … ${CLOSE}`)
  return `${before}${OPEN}\n\n${codes()}\n\n${CLOSE}${after}`
}

if (import.meta.main) writeFileSync(PROBLEMS_PAGE, withCodes(readFileSync(PROBLEMS_PAGE, 'utf8')))
