// What a function finds around it: its environment, read when it is needed first, and its table.
import { clock, random } from '#app/clock.ts'
import { openTable } from '#store/dynamo.ts'
import type { Table } from '#store/table-operations.ts'
import { once } from './once.ts'

/** What a function's environment gives; a port that needs more than there is says so when it is used. */
export type Surroundings = {
  TABLE_NAME: string
  MACHINE_ARN?: string
  BUCKET_NAME?: string
  SOCKET_URL?: string
  TWILIO_SECRET_ID?: string
  TWILIO_API_URL?: string
  PUBLIC_URL?: string
  GOOGLE_SECRET_ID?: string
  KEYS_SECRET_ID?: string
  SUPPRESSION_SALT_SECRET_ID?: string
  SHEETS_API_URL?: string
  TRANSCRIPT_DAYS?: number
  AUDIT_DAYS?: number
  DELIVERY_DAYS?: number
}

type Days = 'TRANSCRIPT_DAYS' | 'AUDIT_DAYS' | 'DELIVERY_DAYS'

export type Here = {
  env: () => Surroundings
  table: () => Table
  /** Throws where there is none. */
  need: (name: Exclude<keyof Surroundings, Days>) => string
  /** Asked for when something is written that is forgotten some day. */
  days: (name: Days) => () => number
}

export const hereIn = (surroundings: () => Surroundings): Here => {
  const env = once(surroundings)
  const missing = (name: string): Error => new Error(`This function has no ${name} in its environment`)
  return {
    env,
    table: once(() => openTable(env().TABLE_NAME, { clock, random })),
    need(name) {
      const value = env()[name]
      if (!value) throw missing(name)
      return value
    },
    days: (name) => () => {
      const given = env()[name]
      if (given === undefined) throw missing(name)
      return given
    },
  }
}
