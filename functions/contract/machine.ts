// What the state machine and its Lambdas say to each other. Payloads carry ids and numbers only, never personal data.
import * as z from 'zod/mini'
import { CampaignId } from './ids.ts'
import { Count, OneOrMore, SomeText } from './parts.ts'

/** Input of one execution, whose name is `<campaignId>-<run>`. */
export const RunInput = z.strictObject({
  campaignId: CampaignId,
  /** The run is the fence: whoever holds another number than the campaign's leaves. */
  run: OneOrMore,
})
export type RunInput = z.infer<typeof RunInput>

/** Answer of Plan. */
export type PlanResult =
  | { next: 'end' }
  /** Whole seconds, rounded up: rounding down costs 2.5 times the transitions. */
  | { next: 'wait'; seconds: number }
  | { next: 'run'; lines: number }

/** Input of ClaimAndDial: one turn of one lane. */
export const Turn = z.strictObject({
  campaignId: CampaignId,
  run: OneOrMore,
  /** Number of the lane, from 0. */
  k: Count,
  /** Turns that this lane has taken in this run. */
  turn: Count,
  /** The task token that ends the turn. */
  token: SomeText,
})
export type Turn = z.infer<typeof Turn>

/** ClaimAndDial ends a turn with SendTaskFailure of one of these, or with success: go round again at once. */
export const LANE_WAIT = 'Lane.Wait'
export const LANE_LEAVE = 'Lane.Leave'

/** The cause of `Lane.Wait`, as JSON. */
export type LaneWait = { seconds: number }

/** Longest wait for one turn's token; a longer call is polled by the turns after it. */
export const TURN_TIMEOUT_SECONDS = 720
/** Errors in a row that end a lane. */
export const MAX_BAD_TURNS = 20
