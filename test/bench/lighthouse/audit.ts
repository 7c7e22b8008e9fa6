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
const Report = z.object({
  categories: z.object({ performance: Score, accessibility: Score }),
  audits: z.object({
    'first-contentful-paint': Timing,
    'largest-contentful-paint': Timing,
    'total-blocking-time': Timing,
    'cumulative-layout-shift': Timing,
    'speed-index': Timing,
  }),
})

/** How Lighthouse looks: as a middling telephone on a slow network, which is its own choice, or as a computer at a desk. */
export type Screen = 'phone' | 'desk'

export type Audit = {
  performance: number
  accessibility: number
  firstPaintMs: number
  largestPaintMs: number
  blockedMs: number
  speedIndexMs: number
  layoutShift: number
}

type Asked = { url: string; port: number; screen: Screen }

export const audit = async ({ url, port, screen }: Asked): Promise<Audit> => {
  const wanted = ['--output=json', '--quiet', '--only-categories=performance,accessibility', `--port=${port}`]
  const preset = screen === 'desk' ? ['--preset=desktop'] : []
  const { stdout } = await run(process.execPath, [LIGHTHOUSE, url, ...wanted, ...preset], { maxBuffer: REPORT_BYTES })
  const { categories, audits } = Report.parse(JSON.parse(stdout))
  return {
    performance: Math.round(categories.performance.score * 100),
    accessibility: Math.round(categories.accessibility.score * 100),
    firstPaintMs: Math.round(audits['first-contentful-paint'].numericValue),
    largestPaintMs: Math.round(audits['largest-contentful-paint'].numericValue),
    blockedMs: Math.round(audits['total-blocking-time'].numericValue),
    speedIndexMs: Math.round(audits['speed-index'].numericValue),
    layoutShift: Math.round(audits['cumulative-layout-shift'].numericValue * 1_000) / 1_000,
  }
}
