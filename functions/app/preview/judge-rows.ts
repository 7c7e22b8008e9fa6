// What would become of each row of a list: rejected, called, or left out and why. Remembers which numbers have come.

import type { DialRules } from '#app/lanes/turn.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignSettings } from '#contract/campaign-settings.ts'
import type { ContactRow } from '#contract/contact.ts'
import type { E164 } from '#contract/ids.ts'
import type { Reject } from '#contract/import.ts'
import type { ListShape } from '#contract/list.ts'
import type { RowFate } from '#contract/list-preview.ts'
import { canDial } from '#domain/compliance.ts'
import { readCallable } from '#domain/list/callable.ts'
import type { ListRecord } from '#domain/list/record.ts'
import { rowReader } from '#domain/list/row-reader.ts'
import { type LookedUp, type LookUpPorts, lookUp } from './look-up.ts'

export type Plan = {
  /** Whose contacts the list would join. */
  campaign: CampaignRecord | undefined
  defaultCountry: string
  settings: CampaignSettings
  rules: DialRules
  /** The instant of the look. */
  now: number
}

export type Judged =
  | { kind: 'reject'; reject: Reject & { cell: string } }
  | { kind: 'row'; line: number; row: ContactRow; e164: E164; fate: RowFate; because?: string }

type Read =
  | Exclude<Judged, { kind: 'row' }>
  | { kind: 'row'; line: number; row: ContactRow; e164: E164; isDuplicate: boolean; note?: string }

/** As much of a cell as tells what is wrong with it. */
const CELL = 80

const cellOf = ({ cells, headers }: ListRecord, column: string, ofList: readonly string[]): string =>
  (cells[(headers ?? ofList).indexOf(column)] ?? '').trim().slice(0, CELL)

const readers = (shape: ListShape, { defaultCountry, settings: { allowedCountries }, now }: Plan) => {
  const read = rowReader(shape)
  /** As numbers: a million of them take a third of the memory of as many texts. */
  const seen = new Set<number>()
  const phone = shape.headers[shape.fields.indexOf('phone')] ?? 'phone'
  return (record: ListRecord): Read => {
    const { line } = record.start
    const rejected = (column: string, reason: string): Read => ({
      kind: 'reject',
      reject: { line, column, reason, cell: cellOf(record, column, shape.headers) },
    })
    const found = read(record)
    if (!found.ok) return rejected(found.column, found.reason)
    const callable = readCallable(found.row, { defaultCountry, allowedCountries, now })
    if (!callable.ok) return rejected(callable.column === 'phone' ? phone : callable.column, callable.reason)
    const digits = Number(callable.e164)
    const isDuplicate = seen.has(digits)
    seen.add(digits)
    return {
      kind: 'row',
      line,
      row: found.row,
      e164: callable.e164,
      isDuplicate,
      ...(found.note === undefined ? {} : { note: found.note }),
    }
  }
}

/** Why the gate would never let the contact be called. What may pass by itself, and what holds for the whole campaign, is left aside. */
const neverBecause = (row: ContactRow, e164: E164, { settings, rules, now }: Plan): string | undefined => {
  const contact = { ...row, phone: e164, attempts: 0 }
  const gate = canDial({ contact, settings, isCampaignAttested: true, allowed: undefined, number: undefined, rules }, { now, jitter: 0 })
  return gate.kind === 'never' ? gate.because : undefined
}

const fateOf = (read: Extract<Read, { kind: 'row' }>, plan: Plan, { known, suppressed }: LookedUp): { fate: RowFate; because?: string } => {
  if (read.isDuplicate) return { fate: 'duplicate' }
  if (known.has(read.e164)) return { fate: 'known' }
  if (suppressed.has(read.e164)) return { fate: 'suppressed' }
  const because = neverBecause(read.row, read.e164, plan)
  return because === undefined ? { fate: 'new' } : { fate: 'never', because }
}

export const judgeRows = (ports: LookUpPorts, shape: ListShape, plan: Plan) => {
  const read = readers(shape, plan)
  return async (records: readonly ListRecord[]): Promise<Judged[]> => {
    const found = records.map(read)
    const fresh = found.flatMap((one) => (one.kind === 'row' && !one.isDuplicate ? [one.e164] : []))
    const lookedUp = await lookUp(ports, plan.campaign, fresh)
    return found.map((one) => {
      if (one.kind === 'reject') return one
      const { note, isDuplicate: _, ...row } = one
      const fate = fateOf(one, plan, lookedUp)
      return { ...row, ...(note === undefined ? {} : { because: note }), ...fate }
    })
  }
}
