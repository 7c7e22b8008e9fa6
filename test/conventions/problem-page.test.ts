import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PROBLEMS, problemType } from '#contract/problem.ts'
import { explain, problemWords } from '#contract/problem-words.ts'
import { routes } from '#contract/routes.ts'
import { PROBLEMS_PAGE, withCodes } from '../support/problem-page.ts'

const page = readFileSync(PROBLEMS_PAGE, 'utf8')

test('the page of refusals says what the API answers; otherwise run `npx node test/support/problem-page.ts`', () => {
  expect(withCodes(page)).toBe(page)
})

test('the page has every code of the closed list as a heading', () => {
  expect([...page.matchAll(/^## (\w+)$/gm)].map(([, code]) => code)).toEqual(Object.keys(PROBLEMS))
})

test('the type of a refusal is an address of the API, at which its code is explained', () => {
  for (const { code } of problemWords()) {
    expect(problemType(code)).toBe(routes.problem.path.replace('{code}', code))
    expect(explain(code)).toMatchObject({ code, ...PROBLEMS[code] })
  }
  expect(explain('constructor')).toBeUndefined()
})
