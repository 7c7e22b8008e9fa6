// The connected sheets, and which of their contacts have changed since the sheet was last told.
import * as z from 'zod/mini'
import { CountryCode } from '#contract/campaign-settings.ts'
import { CampaignId, type ContactId, Instant } from '#contract/ids.ts'
import { Count } from '#contract/parts.ts'
import { Sheet } from '#contract/sheet.ts'

export const SheetRecord = z.extend(z.omit(Sheet, { account: true }), {
  campaignId: CampaignId,
  /** Google's number of the tab. */
  gid: Count,
  /** As it was when the sheet was connected: a number in the sheet must go on meaning the same number. */
  defaultCountry: CountryCode,
  /** Whoever tends the sheet now may do so until then, machine time. */
  heldUntilMs: z._default(z.int(), 0),
  /** The line from which rows that are unfinished are compared next. */
  comparedTo: z._default(Count, 0),
  /** The campaign is over, and the sheet shows all of it. */
  isSettled: z._default(z.boolean(), false),
  connectedAt: Instant,
})
export type SheetRecord = z.infer<typeof SheetRecord>

/** One change of one contact. */
export type SheetChange = { contactId: ContactId; change: string }

export type Sheets = {
  get(campaignId: CampaignId): Promise<SheetRecord | undefined>
  list(): Promise<SheetRecord[]>
  /** Takes the place of the campaign's sheet, if it has one. */
  connect(sheet: SheetRecord): Promise<void>
  disconnect(campaignId: CampaignId): Promise<SheetRecord | undefined>
  /** Nobody else tends it for so long; undefined when somebody does, or there is none. */
  hold(campaignId: CampaignId, forMs: number): Promise<SheetRecord | undefined>
  /** Writes the patch and lets go, unless another sheet has been connected since. Undefined removes. */
  release(seen: SheetRecord, patch: Partial<SheetRecord>): Promise<SheetRecord | undefined>
  /** The same change told twice is one. */
  note(campaignId: CampaignId, changes: readonly SheetChange[]): Promise<void>
  /** Changes that the sheet has not been told; not all, when there are many. */
  changes(campaignId: CampaignId): Promise<SheetChange[]>
  forget(campaignId: CampaignId, changes: readonly SheetChange[]): Promise<void>
}
