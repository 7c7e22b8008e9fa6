// What the doctor says: a line for each check, with what to do beneath those that did not go well.
import type { Result } from './examine.ts'

const SIGNS = { ok: 'ok  ', warn: 'warn', fail: 'FAIL', skip: '-   ' } as const

export const countOf = (results: readonly Result[], verdict: Result['verdict']): number =>
  results.filter((result) => result.verdict === verdict).length

export const linesOf = (name: string, results: readonly Result[]): string[] => {
  const width = Math.max(0, ...results.map((result) => result.name.length))
  const checks = results.flatMap((result) => [
    `${SIGNS[result.verdict]}  ${result.name.padEnd(width)}  ${result.says}`,
    ...(result.fix === undefined ? [] : [`${' '.repeat(width + 8)}${result.fix}`]),
  ])
  const [failed, warned] = [countOf(results, 'fail'), countOf(results, 'warn')]
  const sum = failed === 0 && warned === 0 ? 'all is well' : `${failed} to mend, ${warned} to look at`
  return [`Examined: ${name}`, ...checks, sum]
}

/** For programs. */
export const jsonOf = (name: string, results: readonly Result[]): string =>
  JSON.stringify({
    examined: name,
    ok: countOf(results, 'fail') === 0,
    failed: countOf(results, 'fail'),
    warned: countOf(results, 'warn'),
    results,
  })
