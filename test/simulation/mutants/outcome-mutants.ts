// Ends that are taken for something else, or taken twice.
import type { EnginePorts } from '#app/ports.ts'
import { forgetful } from './conditions.ts'
import type { NamedMutant } from './mutant.ts'

/** Whatever was not answered by the provider counts as refused. */
const certain = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  telephony: {
    ...ports.telephony,
    async dial(request) {
      const outcome = await ports.telephony.dial(request)
      return outcome.kind === 'unknown' ? { kind: 'refused', by: 'rate', code: 20_429 } : outcome
    },
  },
})

/** An attempt that has an answer looks as if it had only been queued. */
const forgetsProgress = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  attempts: {
    ...ports.attempts,
    async get(id) {
      const attempt = await ports.attempts.get(id)
      return attempt?.state === 'answered' || attempt?.state === 'ringing' ? { ...attempt, state: 'queued' } : attempt
    },
  },
})

/** A settled attempt looks as if its call went on. */
const forgetsEnds = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  attempts: {
    ...ports.attempts,
    async get(id) {
      const attempt = await ports.attempts.get(id)
      return attempt?.endedAt !== undefined && attempt.state !== 'void' ? { ...attempt, state: 'ringing' } : attempt
    },
  },
})

/** Nobody has ever been called, so every retry is a first call. */
const forgetsCalls = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  contacts: {
    ...ports.contacts,
    async get(campaignId, contactId) {
      const contact = await ports.contacts.get(campaignId, contactId)
      return contact && { ...contact, attempts: Math.min(contact.attempts, 1) }
    },
  },
})

/** Whoever hears a machine lets it talk. */
const patientWithMachines = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  telephony: { ...ports.telephony, end: async () => undefined, say: async () => true },
})

/** That a machine was heard is kept by nobody. */
const forgetsMachines = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  attempts: { ...ports.attempts, note: (id) => ports.attempts.get(id) },
})

const whenHeard =
  (altered: (ports: EnginePorts) => EnginePorts): NonNullable<NamedMutant['ports']> =>
  (ports, invocation) =>
    invocation === 'twilio-machine' ? altered(ports) : ports

export const outcomeMutants: readonly NamedMutant[] = [
  { name: 'unknown-is-refused', drops: 'a dial without an answer is taken for refused, and dialled again', ports: certain },
  {
    name: 'progress-goes-back',
    drops: 'a callback that is late is recorded whatever is known already',
    ports: (ports, invocation) => (invocation === 'twilio-status' ? forgetsProgress(ports) : ports),
  },
  {
    name: 'settle-twice',
    drops: 'an end is recorded and counted whether or not the attempt has ended already',
    ports: (ports, invocation) => (invocation === 'twilio-status' ? forgetsEnds(ports) : ports),
    table: forgetful((writes, name) => name !== 'number' && writes.length > 2 && writes.some((write) => write.name === 'lane')),
  },
  { name: 'machine-keeps-line', drops: 'nobody hangs up on a machine, or leaves it a message', ports: whenHeard(patientWithMachines) },
  { name: 'machine-is-human', drops: 'a call that a machine answered counts as a conversation', ports: whenHeard(forgetsMachines) },
  { name: 'no-budget', drops: 'calls are not counted against the contact’s budget', ports: forgetsCalls },
]
