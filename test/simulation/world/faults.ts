// What goes wrong in the deployment, how often: shares of one. The telephone network has faults of its own.
import type { NetworkFaults } from '../network/network-faults.ts'

/** What a Lambda asks for outside itself. */
export type OperationKind = 'read' | 'write' | 'transaction' | 'dial' | 'lookup' | 'token' | 'start'

/** Each is a share of the operations of a kind. */
export type OperationFaults = {
  /** The Lambda dies before anything happened, or when it has happened. */
  crashBefore: number
  crashAfter: number
  /** The operation fails: nothing has happened, or it has happened and the answer is lost. */
  failBefore: number
  failAfter: number
  /** The answer is lost, and the SDK sends the operation again. A transaction carries a token against that. */
  repeated: number
  /** It takes long. */
  delayed: number
}

export type Faults = {
  operations: Record<OperationKind, OperationFaults>
  /** Share of invocations that come twice, the second a little later. */
  duplicate: number
  /** Share of index entries that come late. */
  slowIndex: number
  /** Of the reconciler's ticks. */
  tick: { late: number; doubled: number; dropped: number }
  network: NetworkFaults
}

export type Profile = 'mild' | 'harsh'

const scaled = (share: number, faults: OperationFaults): OperationFaults => ({
  crashBefore: share * faults.crashBefore,
  crashAfter: share * faults.crashAfter,
  failBefore: share * faults.failBefore,
  failAfter: share * faults.failAfter,
  repeated: share * faults.repeated,
  delayed: share * faults.delayed,
})

/** The effects that matter fail as often as in the model of the design; reads and small writes, of which a turn makes a dozen, less often. */
const HARSH_OPERATIONS: Record<OperationKind, OperationFaults> = {
  read: { crashBefore: 0.001, crashAfter: 0, failBefore: 0.001, failAfter: 0, repeated: 0, delayed: 0.01 },
  write: { crashBefore: 0.005, crashAfter: 0.01, failBefore: 0.005, failAfter: 0.01, repeated: 0.01, delayed: 0.01 },
  transaction: { crashBefore: 0.02, crashAfter: 0.05, failBefore: 0.01, failAfter: 0.02, repeated: 0, delayed: 0.03 },
  dial: { crashBefore: 0.05, crashAfter: 0.05, failBefore: 0, failAfter: 0, repeated: 0, delayed: 0.05 },
  lookup: { crashBefore: 0.005, crashAfter: 0.005, failBefore: 0, failAfter: 0, repeated: 0, delayed: 0.02 },
  token: { crashBefore: 0.01, crashAfter: 0.01, failBefore: 0.02, failAfter: 0.01, repeated: 0, delayed: 0.01 },
  start: { crashBefore: 0.03, crashAfter: 0.03, failBefore: 0.02, failAfter: 0.02, repeated: 0, delayed: 0.02 },
}

const MILD = 0.1

const eachKind = (of: (kind: OperationKind) => OperationFaults): Record<OperationKind, OperationFaults> => ({
  read: of('read'),
  write: of('write'),
  transaction: of('transaction'),
  dial: of('dial'),
  lookup: of('lookup'),
  token: of('token'),
  start: of('start'),
})

export const PROFILES: Record<Profile, Faults> = {
  mild: {
    operations: eachKind((kind) => scaled(MILD, HARSH_OPERATIONS[kind])),
    duplicate: 0.005,
    slowIndex: 0.01,
    tick: { late: 0.05, doubled: 0.05, dropped: 0.01 },
    network: {
      tooFast: 0.02,
      lostRequest: 0.005,
      lostAnswer: 0.005,
      brokenAnswer: 0.005,
      lateArrival: 0.003,
      lookupFails: 0.005,
      callbackLost: 0.005,
      callbackDoubled: 0.02,
      callbackLate: 0.01,
    },
  },
  harsh: {
    operations: HARSH_OPERATIONS,
    duplicate: 0.1,
    slowIndex: 0.05,
    tick: { late: 0.3, doubled: 0.2, dropped: 0.05 },
    network: {
      tooFast: 0.15,
      lostRequest: 0.05,
      lostAnswer: 0.05,
      brokenAnswer: 0.05,
      lateArrival: 0.03,
      lookupFails: 0.05,
      callbackLost: 0.1,
      callbackDoubled: 0.3,
      callbackLate: 0.1,
    },
  },
}

const NONE: OperationFaults = { crashBefore: 0, crashAfter: 0, failBefore: 0, failAfter: 0, repeated: 0, delayed: 0 }

/** From now on nothing goes wrong any more. */
export const HEALED: Faults = {
  operations: eachKind(() => NONE),
  duplicate: 0,
  slowIndex: 0,
  tick: { late: 0, doubled: 0, dropped: 0 },
  network: {
    tooFast: 0,
    lostRequest: 0,
    lostAnswer: 0,
    brokenAnswer: 0,
    lateArrival: 0,
    lookupFails: 0,
    callbackLost: 0,
    callbackDoubled: 0,
    callbackLate: 0,
  },
}
