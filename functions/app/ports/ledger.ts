// The ledger: every write that must happen whole or not at all.

import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { NumberRecord } from '#app/records/number.ts'
import type { AnsweredBy } from '#contract/attempt.ts'
import type { CampaignId, E164 } from '#contract/ids.ts'
import type { Outcome } from '#contract/outcome.ts'
import type { AttemptChange } from '#domain/attempt.ts'
import type { Deltas } from '#domain/progress.ts'
import type { NextStep } from '#domain/retry.ts'

/** A transaction either happened whole, or names the parts whose condition did not hold, and says what was found there instead. */
export type Written<Part extends string> = { ok: true } | { ok: false; refused: Part[]; because: string[] }

export type Ledger = {
  /** contact → calling, attempt written, number locked, lane busy: all or nothing. */
  claim(claim: {
    attempt: AttemptRecord
    /** Wakes the lane when the attempt is over. */
    token: string
    contact: ContactRecord
    /** As the gate read it. */
    number: NumberRecord | undefined
    deltas: Deltas
  }): Promise<Written<'contact' | 'attempt' | 'number' | 'lane'>>
  /** An attempt that goes on: its new state, and the lane's counters. */
  advance(
    attempt: AttemptRecord,
    change: { change: AttemptChange; at: string; leaseMs: number; deltas: Deltas },
  ): Promise<Written<'attempt' | 'lane'>>
  /** An attempt that is over: contact moved on, number unlocked, lane free, counters kept. */
  settle(
    attempt: AttemptRecord,
    end: {
      change: AttemptChange
      at: string
      freedMs: number
      seconds?: number
      sipCode?: number
      refusalCode?: number
      answeredBy?: AnsweredBy
      next: NextStep
      deltas: Deltas
    },
  ): Promise<Written<'attempt' | 'contact' | 'number' | 'lane'>>
  /** An attempt that is proven never to have reached the provider: as if it had not been, but its ordinal stays used. */
  void(
    attempt: AttemptRecord,
    undo: { at: string; dueAt: string; freedMs: number; number: NumberRecord | undefined; deltas: Deltas },
  ): Promise<Written<'attempt' | 'contact' | 'number' | 'lane'>>
  /** A contact that will never be called. */
  never(
    contact: ContactRecord,
    never: { state: 'suppressed' | 'failed'; because: string; lane: { k: number; run: number }; deltas: Deltas },
  ): Promise<Written<'contact' | 'lane'>>
  /**
   * An attempt that is over meant something else than was thought when it ended: outcome, contact and counters change, once.
   * Refused when the contact has been called again since, or is being called. `next` absent: the contact stays as it is.
   */
  refine(
    attempt: AttemptRecord,
    to: {
      outcome: Outcome
      contact: ContactRecord
      next?: NextStep
      /** Calls that the contact's budget gets back; below zero: that it must give back, since they counted after all. */
      refund?: number
      deltas: Deltas
      /** Given when a finished contact is to be called again: refused if anybody has changed, and perhaps completed, the campaign since. */
      campaign?: CampaignRecord
    },
  ): Promise<Written<'attempt' | 'contact' | 'lane' | 'campaign'>>
  /** Finished contacts may be called again, each with its whole budget; their last outcome is kept until the next. The campaign's patch says how far that is. */
  reopen(slice: {
    campaign: CampaignRecord
    /** Undefined removes. A campaign that becomes active is watched by the reconciler. */
    patch: Partial<CampaignRecord>
    contacts: readonly ContactRecord[]
    dueAt: string
    deltas: Deltas
  }): Promise<Written<'contact' | 'lane' | 'campaign'>>
  /**
   * Calls, and in the end their contact, are replaced by what nobody can be known by, under other ids. `deltas`: of a contact that would have
   * been called again. Refused when anybody has touched one of them since it was read.
   */
  forget(person: {
    calls: readonly { call: AttemptRecord; instead: AttemptRecord }[]
    contact?: { before: ContactRecord; instead: ContactRecord; deltas: Deltas }
  }): Promise<Written<'contact' | 'attempt' | 'lane'>>
  /** Of a suppressed number only a digest is left, as it is nobody's lock. */
  forgetNumber(forgotten: { phone: E164; digest: string; number: NumberRecord; at: string }): Promise<Written<'number'>>
  /**
   * From this moment nobody calls the numbers, at most a hundred, in any campaign. `by`: the row of a list that says so. Refused when one of
   * them is suppressed already.
   */
  suppressNumbers(listed: { numbers: readonly { e164: E164; by: string }[]; at: string; because: string }): Promise<Written<'number'>>
  /** At most a hundred lanes, as they were read, belong to the run and are closed. */
  closeLanes(campaignId: CampaignId, close: { lanes: readonly Pick<LaneRecord, 'k' | 'run'>[]; run: number }): Promise<Written<'lane'>>
  /** New contacts and known ones, the campaign with its new total, and the import's progress: all or nothing. */
  importSlice(slice: {
    campaign: CampaignRecord
    /** Undefined removes. A campaign that becomes active, or has an open import, is watched by the reconciler. */
    patch: Partial<CampaignRecord>
    contacts: readonly ContactRecord[]
    /** Contacts that are there already. */
    updates?: readonly ContactUpdate[]
    /** Contacts that nobody has called, and that these imports alone have brought: they are taken out again. */
    removals?: readonly Pick<ContactRecord, 'id' | 'importIds'>[]
    /** The import as it was read and as it becomes; absent for contacts added over the API. */
    imported?: ImportStep
  }): Promise<Written<'contact' | 'campaign' | 'import'>>
}

/** What a list may change of a contact that the campaign has: nothing of where it stands. Undefined removes. */
export type ContactUpdate = Pick<ContactRecord, 'id'> & {
  patch: Partial<
    Omit<ContactRecord, 'id' | 'campaignId' | 'phone' | 'state' | 'attempts' | 'n' | 'outcome' | 'dueAt' | 'heldBy' | 'heldBecause'>
  >
}

export type ImportStep = { before: ImportRecord; after: ImportRecord }
