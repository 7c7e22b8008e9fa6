// How the system is, line by line: what is well, what is to be looked at, what is to be mended, and how.
import type { AccountStatus, Health } from '#contract/account.ts'
import type { WebhookId } from '#contract/ids.ts'
import type { Webhook } from '#contract/webhook.ts'
import type { Phase } from '../../connection/line.ts'
import { count, plural, span } from '../../format.ts'
import { providerName } from '../../held/account.ts'

export type Verdict = 'ok' | 'warn' | 'fail'
/** Where it can be mended: at the webhook, on the page of limits, or with somebody else. */
export type HealthWay = { says: string } & ({ to: 'webhook'; id: WebhookId } | { to: 'account' } | { to: 'outside'; href: string })
export type HealthLine = { name: string; verdict: Verdict; says: string; fix?: string; ways?: readonly HealthWay[] }

export type Known = {
  health: Health | undefined
  /** The API did not answer. */
  isSilent: boolean
  phase: Phase
  account: AccountStatus | undefined
  webhooks: readonly Webhook[] | undefined
}

const apiLine = ({ health, isSilent }: Known): HealthLine[] => {
  const name = 'API and table'
  if (isSilent) {
    return [
      {
        name,
        verdict: 'fail',
        says: 'The API does not answer.',
        fix: 'Is the machine online? Where it runs, npm run doctor says what is wrong.',
      },
    ]
  }
  return health ? [{ name, verdict: 'ok', says: 'Both answer.' }] : []
}

const liveLine = ({ phase }: Known): HealthLine => {
  const name = 'Live connection'
  if (phase === 'live') return { name, verdict: 'ok', says: 'What happens is on this page within a second or two.' }
  return phase === 'connecting'
    ? { name, verdict: 'warn', says: 'This page is connecting.', fix: 'It goes on by itself.' }
    : {
        ...{ name, verdict: 'warn', says: 'This page has lost its connection and is trying again. Calls are not affected.' },
        fix: 'It comes back by itself; if it does not, look whether a proxy between here and there lets WebSockets through.',
      }
}

const PROVIDER_FIXES = {
  twilio: {
    fix: 'npm run doctor asks Twilio and says why: credentials, balance, numbers.',
    ways: [{ says: 'Outages of Twilio', to: 'outside', href: 'https://status.twilio.com' }],
  },
  elevenlabs: {
    fix: 'npm run doctor asks ElevenLabs and says why: key, agent, plan.',
    ways: [{ says: 'Outages of ElevenLabs', to: 'outside', href: 'https://status.elevenlabs.io' }],
  },
} as const

/** From the breakers; where the account cannot be read, from what anybody may know. */
const providerLines = ({ account, health }: Known): HealthLine[] => {
  const told = health?.checks.flatMap(({ name, verdict }) =>
    name === 'table' ? [] : [{ provider: name, state: verdict === 'ok' ? ('closed' as const) : ('open' as const), triedInMs: undefined }],
  )
  return (account?.breakers ?? told ?? []).map(({ provider, state, triedInMs }): HealthLine => {
    const name = providerName(provider)
    if (state === 'closed') return { name, verdict: 'ok', says: 'Answers.' }
    const next = state === 'probing' ? 'One call is trying whether it does again.' : 'Nobody is called until it does.'
    const when = triedInMs === undefined ? '' : ` It is tried again in ${span(triedInMs)}.`
    return { name, verdict: 'fail', says: `Does not answer. ${next}${when}`, ...PROVIDER_FIXES[provider] }
  })
}

const LIMITS: readonly HealthWay[] = [{ says: 'Limits of the account', to: 'account' }]

const limitLines = ({ account }: Known): HealthLine[] => {
  if (!account) return []
  const { lines, callsPerSecond, dialsFrom } = account
  const name = 'Limits'
  if (dialsFrom !== undefined) {
    return [
      {
        name,
        verdict: 'warn',
        says: 'Twilio’s own queue is full: nobody is called for a while.',
        fix: 'It goes on by itself, more slowly. More calls per second are bought at Twilio.',
        ways: LIMITS,
      },
    ]
  }
  const lowered = [
    ...(lines.now < lines.allowed ? [`${count(lines.now)} of ${count(lines.allowed)} lines`] : []),
    ...(callsPerSecond.now < callsPerSecond.allowed ? [`${callsPerSecond.now} of ${callsPerSecond.allowed} calls a second`] : []),
  ]
  if (lowered.length === 0) return [{ name, verdict: 'ok', says: 'Twilio takes all that the deployment allows.' }]
  return [
    {
      ...{ name, verdict: 'warn', says: `Twilio was seen to take no more than ${lowered.join(' and ')}.` },
      fix: 'Raised again by itself after a quiet while. If it keeps coming back, ask Twilio for more, or allow less in infra/config.ts.',
      ways: LIMITS,
    },
  ]
}

const webhookLines = ({ webhooks }: Known): HealthLine[] => {
  if (!webhooks || webhooks.length === 0) return []
  const failing = webhooks.filter(({ isActive, failingSince }) => isActive && failingSince !== undefined)
  const name = 'Webhooks'
  if (failing.length === 0) return [{ name, verdict: 'ok', says: `${plural(webhooks.length, 'webhook')}, none of them failing.` }]
  return [
    {
      ...{ name, verdict: 'warn', says: `${failing.map((one) => one.name).join(', ')}: what is sent is not accepted.` },
      fix: 'It is tried again for a day. What each receiver answered:',
      ways: failing.map(({ id, name: says }) => ({ says, to: 'webhook', id })),
    },
  ]
}

export const healthLines = (known: Known): HealthLine[] => [
  ...apiLine(known),
  liveLine(known),
  ...providerLines(known),
  ...limitLines(known),
  ...webhookLines(known),
]

export const sumOf = (lines: readonly HealthLine[]): string => {
  const [failed, warned] = [
    lines.filter(({ verdict }) => verdict === 'fail').length,
    lines.filter(({ verdict }) => verdict === 'warn').length,
  ]
  if (failed + warned === 0) return 'All is well.'
  return [...(failed > 0 ? [`${count(failed)} to mend`] : []), ...(warned > 0 ? [`${count(warned)} to look at`] : [])].join(', ')
}
