// One run of Lighthouse in a process of its own, over a browser that is there already.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as z from 'zod/mini'

const run = promisify(execFile)
const LIGHTHOUSE = fileURLToPath(import.meta.resolve('lighthouse/cli/index.js'))
const REPORT_BYTES = 64 * 1024 * 1024

const Score = z.object({ score: z.number() })
const Timing = z.object({ numericValue: z.number() })
const Timings = z.object({
  'first-contentful-paint': Timing,
  'largest-contentful-paint': Timing,
  'total-blocking-time': Timing,
  'cumulative-layout-shift': Timing,
  'speed-index': Timing,
})
/** Its score is null where there is nothing on the page that it looks at. */
const Outcome = z.object({
  title: z.string(),
  score: z.nullable(z.number()),
  details: z.optional(z.object({ items: z.optional(z.array(z.object({ node: z.optional(z.object({ selector: z.string() })) }))) })),
})
const Report = z.object({
  categories: z.object({
    performance: Score,
    accessibility: z.extend(Score, { auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })) }),
  }),
  audits: z.record(z.string(), z.unknown()),
})

/** How Lighthouse looks: as a middling telephone on a slow network, which is its own choice, or as a computer at a desk. */
export type Screen = 'phone' | 'desk'

export type Audit = {
  performance: number
  accessibility: number
  /** What costs accessibility: the name of each audit that failed, what it says, and where. */
  objections: string[]
  firstPaintMs: number
  largestPaintMs: number
  blockedMs: number
  speedIndexMs: number
  layoutShift: number
}

const objectionsIn = ({ categories, audits }: z.infer<typeof Report>): string[] =>
  categories.accessibility.auditRefs.flatMap(({ id, weight }) => {
    if (weight === 0) return []
    const { title, score, details } = Outcome.parse(audits[id])
    const places = (details?.items ?? []).flatMap(({ node }) => node?.selector ?? [])
    return score === null || score === 1 ? [] : [`${id}: ${title} at ${places.join(', ')}`]
  })

type Asked = { url: string; port: number; screen: Screen }

export const audit = async ({ url, port, screen }: Asked): Promise<Audit> => {
  const wanted = ['--output=json', '--quiet', '--only-categories=performance,accessibility', `--port=${port}`]
  const preset = screen === 'desk' ? ['--preset=desktop'] : []
  const { stdout } = await run(process.execPath, [LIGHTHOUSE, url, ...wanted, ...preset], { maxBuffer: REPORT_BYTES })
  const report = Report.parse(JSON.parse(stdout))
  const { categories } = report
  const timings = Timings.parse(report.audits)
  return {
    performance: Math.round(categories.performance.score * 100),
    accessibility: Math.round(categories.accessibility.score * 100),
    objections: objectionsIn(report),
    firstPaintMs: Math.round(timings['first-contentful-paint'].numericValue),
    largestPaintMs: Math.round(timings['largest-contentful-paint'].numericValue),
    blockedMs: Math.round(timings['total-blocking-time'].numericValue),
    speedIndexMs: Math.round(timings['speed-index'].numericValue),
    layoutShift: Math.round(timings['cumulative-layout-shift'].numericValue * 1_000) / 1_000,
  }
}
