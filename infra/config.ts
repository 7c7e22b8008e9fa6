// Every number that differs by stage, with its reason.
import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import * as z from 'zod/mini'
import type { SignIn } from '#contract/sign-in.ts'
import type { EnvironmentInput } from '#env/all.ts'

/** `local`: one machine with simulated providers; `live`: one machine from which real people are called. */
const Stage = z.enum(['dev', 'prod', 'local', 'live'])
type Stage = z.infer<typeof Stage>

export type Config = {
  stage: Stage
  /** Data outlives its stack, and cannot be deleted by mistake. */
  keepsData: boolean
  terminationProtection: boolean
  logRetention: RetentionDays
  /** Dials that the telephone account may place each second, over all campaigns. */
  callsPerSecond: number
  /** Calls that the account may have at a time, over all campaigns. */
  concurrentCalls: number
  /** Calls that one number may get in any 24 hours. */
  callsPerNumberAndDay: number
  /** Who attests that the people called have agreed. Absent: whoever deploys must choose, and cannot deploy otherwise. */
  consent?: EnvironmentInput<'claim-and-dial'>['CONSENT']
  callingWindows: EnvironmentInput<'claim-and-dial'>['CALLING_WINDOWS']
  /** `nobody`: until somebody names numbers. Absent: everybody whom the other rules allow. */
  callees?: 'nobody'
  access: EnvironmentInput<'authorize'>['ACCESS']
  /** Who signs people in beside the API's keys: a Cognito user pool of its own, any OpenID issuer, or nobody. */
  signIn: 'cognito' | 'nobody' | IssuedElsewhere
  /** Origins of further pages that may open WebSockets, such as https://calls.example.com; the page of the stage itself need not be named. */
  pageOrigins: readonly string[]
  /** The audit log forgets after so many days. */
  auditDays: number
  /** What was said in a call is forgotten after so many days; that there was a call, and what it meant, is kept. */
  transcriptDays: number
  /** Recordings of calls are deleted after so many days. At most 90: the bucket forgets everything then. */
  recordingDays: number
  /** What was sent to a webhook is forgotten after so many days: there are names and numbers in it. */
  deliveryDays: number
  webhookTargets: EnvironmentInput<'send-webhooks'>['WEBHOOK_TARGETS']
  /** Of the HTTP API, for all callers together. */
  requestsPerSecond: number
  bridge: BridgeSize
  /** When the account's costs of a month come near it, people are told. Calls are paid to Twilio and ElevenLabs, and not in it. */
  monthlyBudgetUsd: number
}

type IssuedElsewhere = SignIn & {
  /** The page as the issuer knows it; absent: it is entered with keys. `origins`: of the issuer's where codes become tokens, if they are others. */
  page?: { clientId: string; scope?: string; origins?: readonly string[] }
}

type BridgeSize = {
  /** 1024 is one core. */
  cpu: 256 | 512 | 1024
  memoryMiB: number
  /** `min: 0`: none while no campaign is active. Then the first calls of a run wait for the first task, some minutes. */
  tasks: { min: number; max: number }
}

// Twilio gives every new account one call a second; more has to be asked for.
const TWILIO_DEFAULT_CALLS_PER_SECOND = 1

// A business profile lifts Twilio's limit of two or three; this one is ours, and fits the bridge's tasks of prod.
const CONCURRENT_CALLS = 500

// Long enough to look into a complaint about a call; people say more about themselves than a campaign needs to keep.
const TRANSCRIPT_DAYS = 90

// A month: who complains about a call does so soon, and a voice is the most personal of all that is kept.
const RECORDING_DAYS = 30

// A year of who did what: the usual span of an audit, and an attack is often found only after months.
const AUDIT_DAYS = 365

// Long enough to notice that a receiver has lost something, and to have it sent again.
const DELIVERY_DAYS = 30

// Florida and Oklahoma allow three calls in 24 hours about one subject: the strictest rule of the jurisdictions looked at.
const STRICTEST_CALLS_PER_NUMBER_AND_DAY = 3

// Enough to try things out, and what the smallest plans of ElevenLabs take at a time.
const CALLS_OF_ONE_MACHINE = 4

type Settings = Omit<Config, 'stage'>

const local: Settings = {
  keepsData: false,
  terminationProtection: false,
  logRetention: RetentionDays.ONE_DAY,
  // What the simulated account allows.
  callsPerSecond: 10,
  // Nobody is called, and every run of the example calls the same few numbers that are reserved for fiction.
  callsPerNumberAndDay: 1_000,
  concurrentCalls: 10_000,
  // Nobody is called.
  consent: 'deployer',
  // The example is started at any hour of the day.
  callingWindows: 'off',
  // Whoever sits at the machine may use it; nobody else may.
  access: 'loopback',
  signIn: 'nobody',
  pageOrigins: [],
  auditDays: AUDIT_DAYS,
  transcriptDays: TRANSCRIPT_DAYS,
  recordingDays: RECORDING_DAYS,
  deliveryDays: DELIVERY_DAYS,
  // Somebody tries their receiver on the same machine.
  webhookTargets: 'public-and-loopback',
  requestsPerSecond: 1_000,
  bridge: { cpu: 256, memoryMiB: 512, tasks: { min: 1, max: 1 } },
  monthlyBudgetUsd: 1,
}

const stages: Record<Stage, Settings> = {
  dev: {
    keepsData: true,
    // A developer's stacks are torn down now and then; their data stays all the same.
    terminationProtection: false,
    logRetention: RetentionDays.TWO_WEEKS,
    callsPerSecond: TWILIO_DEFAULT_CALLS_PER_SECOND,
    concurrentCalls: CONCURRENT_CALLS,
    callsPerNumberAndDay: STRICTEST_CALLS_PER_NUMBER_AND_DAY,
    callingWindows: 'enforced',
    access: 'key',
    signIn: 'cognito',
    pageOrigins: [],
    auditDays: AUDIT_DAYS,
    transcriptDays: TRANSCRIPT_DAYS,
    recordingDays: RECORDING_DAYS,
    deliveryDays: DELIVERY_DAYS,
    webhookTargets: 'public',
    requestsPerSecond: 100,
    // The smallest task that Fargate has.
    bridge: { cpu: 256, memoryMiB: 512, tasks: { min: 1, max: 2 } },
    // What an idle stage costs (docs/cost.md), and as much again.
    monthlyBudgetUsd: 100,
  },
  prod: {
    keepsData: true,
    terminationProtection: true,
    logRetention: RetentionDays.THREE_MONTHS,
    callsPerSecond: TWILIO_DEFAULT_CALLS_PER_SECOND,
    concurrentCalls: CONCURRENT_CALLS,
    callsPerNumberAndDay: STRICTEST_CALLS_PER_NUMBER_AND_DAY,
    callingWindows: 'enforced',
    access: 'key',
    signIn: 'cognito',
    pageOrigins: [],
    auditDays: AUDIT_DAYS,
    transcriptDays: TRANSCRIPT_DAYS,
    recordingDays: RECORDING_DAYS,
    deliveryDays: DELIVERY_DAYS,
    webhookTargets: 'public',
    // Status callbacks of 100 calls a second, with room for the dashboard: four callbacks a call.
    requestsPerSecond: 1_000,
    // Two tasks, so that one host may fail; a core carries some hundreds of calls.
    bridge: { cpu: 1024, memoryMiB: 2048, tasks: { min: 2, max: 20 } },
    // Idle, and two million calls (docs/cost.md).
    monthlyBudgetUsd: 500,
  },
  local,
  live: {
    ...local,
    // People are called: everything that keeps them from harm is as in a deployment.
    callsPerSecond: TWILIO_DEFAULT_CALLS_PER_SECOND,
    concurrentCalls: CALLS_OF_ONE_MACHINE,
    callsPerNumberAndDay: STRICTEST_CALLS_PER_NUMBER_AND_DAY,
    consent: 'campaign',
    callingWindows: 'enforced',
    callees: 'nobody',
  },
}

export const configOf = (stage: unknown): Config => {
  const read = Stage.safeParse(stage)
  if (!read.success)
    throw new Error(`There is no stage ${JSON.stringify(stage)}: choose one of ${Stage.options.join(', ')} with -c stage=…`)
  return { stage: read.data, ...stages[read.data] }
}
