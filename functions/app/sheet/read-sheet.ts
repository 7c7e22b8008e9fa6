// A sheet's tab as it is now: its cells, and what its columns are. A tab that was renamed is found again.

import type { SheetRecord } from '#app/ports/sheets.ts'
import type { Reached } from '#app/ports/spreadsheets.ts'
import type { Ports } from '#app/ports.ts'
import { findLayout, type Layout, type Table } from '#domain/sheet/layout.ts'

type Needs = Pick<Ports, 'spreadsheets'>
type Tab = { tab: string; table: Table }
export type ReadSheet = Tab & { layout: Layout }
export type Where = Pick<SheetRecord, 'spreadsheetId' | 'gid' | 'tab' | 'mapping' | 'columns'>

const readTab = async ({ spreadsheets }: Needs, { spreadsheetId, gid, tab }: Where): Promise<Reached<Tab>> => {
  const read = await spreadsheets.read(spreadsheetId, tab)
  if (read.ok) return { ok: true, value: { tab, table: read.value } }
  if (read.trouble.kind !== 'tab-gone') return read
  const opened = await spreadsheets.open(spreadsheetId)
  if (!opened.ok) return opened
  const renamed = opened.value.tabs.find((one) => one.gid === gid)
  const says = `The sheet has no tab “${tab}” any more. Connect the sheet again with the tab that the contacts are in.`
  if (!renamed || renamed.name === tab) return { ok: false, trouble: { kind: 'tab-gone', says } }
  const again = await spreadsheets.read(spreadsheetId, renamed.name)
  return again.ok ? { ok: true, value: { tab: renamed.name, table: again.value } } : again
}

export const readSheet = async (ports: Needs, where: Where): Promise<Reached<ReadSheet>> => {
  const read = await readTab(ports, where)
  if (!read.ok) return read
  const layout = findLayout(read.value.table, where)
  if ('problem' in layout) return { ok: false, trouble: { kind: 'columns', says: layout.problem } }
  return { ok: true, value: { ...read.value, layout } }
}
