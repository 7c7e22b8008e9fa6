// The outside as one invocation sees it: the real store code over the table, the telephone network and the state machine.
import type { Clock, Random } from '#app/ports/clock.ts'
import type { Ids } from '#app/ports/ids.ts'
import type { Log } from '#app/ports/log.ts'
import type { Machine } from '#app/ports/machine.ts'
import type { Telephony } from '#app/ports/telephony.ts'
import type { EnginePorts } from '#app/ports.ts'
import { accountIn } from '#store/account.ts'
import { activityIn } from '#store/activity.ts'
import { attemptsIn } from '#store/attempts.ts'
import { breakersIn } from '#store/breakers.ts'
import { campaignsIn } from '#store/campaigns.ts'
import { contactsIn } from '#store/contacts.ts'
import { importsIn } from '#store/imports.ts'
import { lanesIn } from '#store/lanes.ts'
import { ledgerIn } from '#store/ledger.ts'
import { numbersIn } from '#store/numbers.ts'
import { pacerIn } from '#store/pacer.ts'
import type { Table } from '#store/table-operations.ts'
import { templatesIn } from '#store/templates.ts'
import { transcriptsIn } from '#store/transcripts.ts'
import type { Life } from './life.ts'
import { livingTable } from './living-table.ts'

/** What every invocation shares. */
export type Outside = {
  clock: Clock
  random: Random
  ids: Ids
  log: Log
  table: Table
  telephony: Telephony
  machine: Machine
}

const livingTelephony = (telephony: Telephony, life: Life): Telephony => ({
  connect: () => telephony.connect(),
  dial: (request) =>
    life.perform(
      'dial',
      () => `dial ${request.to}`,
      () => telephony.dial(request),
    ),
  get: (callSid) =>
    life.perform(
      'lookup',
      () => `get ${callSid}`,
      () => telephony.get(callSid),
    ),
  find: (to, from) =>
    life.perform(
      'lookup',
      () => `find ${to}`,
      () => telephony.find(to, from),
    ),
  cancel: (callSid) =>
    life.perform(
      'lookup',
      () => `cancel ${callSid}`,
      () => telephony.cancel(callSid),
    ),
  end: (callSid) =>
    life.perform(
      'lookup',
      () => `end ${callSid}`,
      () => telephony.end(callSid),
    ),
  say: (callSid, text) =>
    life.perform(
      'lookup',
      () => `say ${callSid}`,
      () => telephony.say(callSid, text),
    ),
})

const livingMachine = (machine: Machine, life: Life): Machine => ({
  start: (id, run) =>
    life.perform(
      'start',
      () => `start ${id}-${run}`,
      () => machine.start(id, run),
    ),
  status: (id, run) =>
    life.perform(
      'read',
      () => `status ${id}-${run}`,
      () => machine.status(id, run),
    ),
  again: (token) =>
    life.perform(
      'token',
      () => 'again',
      () => machine.again(token),
    ),
  wait: (token, ms) =>
    life.perform(
      'token',
      () => 'wait',
      () => machine.wait(token, ms),
    ),
  leave: (token) =>
    life.perform(
      'token',
      () => 'leave',
      () => machine.leave(token),
    ),
})

/** The real store code over whatever table. */
export const portsOver = ({ clock, random, ids, log, table, telephony, machine }: Outside): EnginePorts => ({
  clock,
  random,
  ids,
  log,
  machine,
  telephony,
  // No lists are imported here.
  files: { write: async () => {} },
  account: accountIn(table),
  activity: activityIn(table, ids),
  attempts: attemptsIn(table),
  breakers: breakersIn(table),
  campaigns: campaignsIn(table),
  contacts: contactsIn(table),
  imports: importsIn(table),
  lanes: lanesIn(table, clock),
  ledger: ledgerIn(table),
  numbers: numbersIn(table),
  pacer: pacerIn(table, { clock, random }),
  templates: templatesIn(table),
  transcripts: transcriptsIn(table, { clock, days: () => 90 }),
})

export const livingPorts = (outside: Outside, life: Life): EnginePorts =>
  portsOver({
    ...outside,
    clock: { ...outside.clock, rest: life.rest },
    table: livingTable(outside.table, life),
    telephony: livingTelephony(outside.telephony, life),
    machine: livingMachine(outside.machine, life),
  })
