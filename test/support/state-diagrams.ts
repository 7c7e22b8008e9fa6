// Draws the states of campaigns, attempts and conversations from the rules that the code runs by: `npx node test/support/state-diagrams.ts` brings the page up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AttemptState } from '#contract/attempt.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'
import { Outcome } from '#contract/outcome.ts'
import { type AttemptEvent, apply, type EndState, isOver, type LiveState, RANK } from '#domain/attempt.ts'
import { COMMANDS, SETTLES_AS } from '#domain/campaign.ts'
import { nextStep } from '#domain/retry.ts'
import { sessionMoves } from './session-diagram.ts'

export const STATES_PAGE = join(import.meta.dirname, '..', '..', 'docs', 'state-machines.md')

type Edge<S extends string> = { from: S; to: S; why: string }

/** Mermaid takes no hyphen in a name. */
const nodeOf = (state: string): string => state.replaceAll('-', '_')

const diagram = (lines: readonly string[]): string =>
  ['```mermaid', 'stateDiagram-v2', ...lines.map((line) => `  ${line}`), '```'].join('\n')

const arrows = (edges: readonly Edge<string>[]): string[] => {
  const reasons = new Map<string, string[]>()
  for (const { from, to, why } of edges) {
    const arrow = `${nodeOf(from)} --> ${nodeOf(to)}`
    reasons.set(arrow, [...(reasons.get(arrow) ?? []), why])
  }
  return [...reasons].map(([arrow, whys]) => `${arrow}: ${whys.join(', ')}`)
}

/** What no command does: a campaign is completed by whoever finds that its counters add up (functions/app/campaigns/finish-campaign.ts). */
const COMPLETES: Edge<CampaignState> = { from: 'active', to: 'completed', why: 'nobody is left to call' }

export const campaignEdges = (): Edge<string>[] => [
  ...Object.entries(COMMANDS).flatMap(([command, { from, to }]) => from.map((state) => ({ from: state, to, why: command }))),
  ...Object.entries(SETTLES_AS).map(([from, to]) => ({ from, to, why: 'no dial is in flight' })),
  COMPLETES,
]

const LIVE = ['queued', 'initiated', 'ringing', 'answered'] as const satisfies readonly LiveState[]
const ENDS = ['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const satisfies readonly EndState[]

const EVENTS: readonly AttemptEvent[] = [
  { kind: 'doubted' },
  ...LIVE.map((state) => ({ kind: 'progressed' as const, state, callSid: 'CA' })),
  ...ENDS.map((state) => ({ kind: 'ended' as const, state, callSid: 'CA' })),
  { kind: 'refused', outcome: 'rejected', code: 0 },
  { kind: 'given-up' },
]

/** Before the provider has named the call it can still be proven that there is none (`void` of functions/store/ledger.ts). */
const isUnproven = (state: AttemptState): boolean => RANK[state] < RANK.queued

/** Every state that a single event, or a proof of absence, can make of this one. */
export const nextOf = (state: AttemptState): AttemptState[] => {
  const reached = new Set(EVENTS.map((event) => apply({ state }, event)?.state))
  if (isUnproven(state)) reached.add('void')
  return AttemptState.options.filter((next) => next !== state && reached.has(next))
}

/** Only neighbours are drawn: each state may also be skipped. */
const attemptDiagram = (): string => {
  const ongoing = AttemptState.options.filter((state) => !isOver(state))
  const isNext = (from: AttemptState, to: AttemptState): boolean => RANK[to] === RANK[from] + 1 && nextOf(from).includes(to)
  const steps = ongoing.flatMap((from) => ongoing.filter((to) => isNext(from, to)).map((to) => `${from} --> ${to}`))
  const ends = ongoing.filter((state) => ENDS.some((end) => nextOf(state).includes(end)))
  return diagram([
    'direction LR',
    '[*] --> claimed',
    ...steps,
    'state over {',
    ...ENDS.map((end) => `  state "${end}" as ${nodeOf(end)}`),
    '}',
    ...ends.map((state) => `${state} --> over`),
    ...ongoing.filter(isUnproven).map((state) => `${state} --> void`),
  ])
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const attemptTable = (): string =>
  table(
    ['state', 'rank', 'can become'],
    AttemptState.options.map((state) => [`\`${state}\``, String(RANK[state]), nextOf(state).join(', ') || 'nothing: it is over']),
  )

const contactTable = (): string => {
  const settings = { retryCount: 1, retryDelay: 60_000 }
  const after = (outcome: Outcome, attempts: number): string => {
    const next = nextStep(outcome, { attempts }, { settings, now: 0 })
    return next.state === 'retrying' && next.refund ? 'retrying, not counted' : next.state
  }
  return table(
    ['outcome', 'with calls left', 'with none left'],
    Outcome.options.map((outcome) => [`\`${outcome}\``, after(outcome, 1), after(outcome, 2)]),
  )
}

const PARTS: Record<string, () => string> = {
  campaign: () => diagram(['[*] --> draft', ...arrows(campaignEdges())]),
  attempt: attemptDiagram,
  'attempt-table': attemptTable,
  'contact-table': contactTable,
  session: () => diagram(['[*] --> opening', ...arrows(sessionMoves()), 'closed --> [*]']),
}

/** The page with every part between its marks drawn anew. */
export const withDiagrams = (page: string): string =>
  Object.entries(PARTS).reduce((text, [name, draw]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [before, rest] = text.split(open)
    const after = rest?.split(close)[1]
    if (before === undefined || after === undefined) throw new Error(`The page has no place for ${name}: ${open} … ${close}`)
    return `${before}${open}\n\n${draw()}\n\n${close}${after}`
  }, page)

if (import.meta.main) writeFileSync(STATES_PAGE, withDiagrams(readFileSync(STATES_PAGE, 'utf8')))
