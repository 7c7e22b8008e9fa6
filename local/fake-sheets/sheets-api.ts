// Methods of the Google Sheets API v4, as far as they are used. What is not simulated is refused.
import '#contract/english.ts'
import * as z from 'zod/mini'
import { OneOrMore } from '#contract/parts.ts'
import { type Answer, json } from '../web/answer.ts'
import { type Block, findRange } from './a1.ts'
import { badRequest, notFound } from './api-problem.ts'
import { type Spreadsheet, setCell, type Tab, trimmed } from './spreadsheet.ts'

const ValueRange = z.strictObject({
  range: z.string(),
  majorDimension: z.optional(z.literal('ROWS')),
  values: z.array(z.array(z.nullable(z.string()))),
})
const BatchUpdateValues = z.strictObject({ valueInputOption: z.literal('RAW'), data: z.array(ValueRange) })

const AppendColumns = z.strictObject({
  appendDimension: z.strictObject({ sheetId: z.int(), dimension: z.literal('COLUMNS'), length: OneOrMore }),
})
const BatchUpdate = z.strictObject({ requests: z.array(AppendColumns).check(z.minLength(1)) })

const blockOf = ({ rows }: Tab, { top, left, bottom, right }: Block): string[][] =>
  trimmed(rows.slice(top, bottom).map((row) => row.slice(left, right)))

const getValues = (spreadsheet: Spreadsheet, range: string): Answer => {
  const found = findRange(spreadsheet, range)
  if (!found) return badRequest(`Unable to parse range: ${range}`)
  const values = blockOf(found.tab, found.block)
  return json(200, { range, majorDimension: 'ROWS', ...(values.length > 0 ? { values } : {}) })
}

type Update = z.infer<typeof ValueRange>

const problemWith = (spreadsheet: Spreadsheet, { range, values }: Update): string | undefined => {
  const found = findRange(spreadsheet, range)
  if (!found) return `Unable to parse range: ${range}`
  const { tab, block } = found
  const isInside = block.bottom <= tab.rowCount && block.right <= tab.columnCount
  if (!isInside) return `Range (${range}) exceeds grid limits. Max rows: ${tab.rowCount}, max columns: ${tab.columnCount}`
  const fits = values.length <= block.bottom - block.top && values.every((row) => row.length <= block.right - block.left)
  return fits ? undefined : `Requested writing within range [${range}], but tried writing outside of it`
}

const write = (spreadsheet: Spreadsheet, { range, values }: Update): number => {
  const found = findRange(spreadsheet, range)
  if (!found) return 0
  const { top, left } = found.block
  let written = 0
  for (const [i, row] of values.entries()) {
    for (const [j, value] of row.entries()) {
      // Null leaves the cell as it is.
      if (value === null) continue
      setCell(found.tab, { row: top + i, column: left + j }, value)
      written++
    }
  }
  return written
}

/** All of it, or nothing. */
const batchUpdateValues = (spreadsheet: Spreadsheet, body: unknown): Answer => {
  const read = BatchUpdateValues.safeParse(body)
  if (!read.success) return badRequest(`Invalid JSON payload received. ${z.prettifyError(read.error)}`)
  const problem = read.data.data.map((update) => problemWith(spreadsheet, update)).find((one) => one !== undefined)
  if (problem !== undefined) return badRequest(problem)
  const totalUpdatedCells = read.data.data.reduce((sum, update) => sum + write(spreadsheet, update), 0)
  return json(200, { spreadsheetId: spreadsheet.spreadsheetId, totalUpdatedCells })
}

const batchUpdate = (spreadsheet: Spreadsheet, body: unknown): Answer => {
  const read = BatchUpdate.safeParse(body)
  if (!read.success) return badRequest(`Invalid JSON payload received, or a request that is not simulated. ${z.prettifyError(read.error)}`)
  const asked = read.data.requests.map(({ appendDimension }) => appendDimension)
  if (asked.some(({ sheetId }) => !spreadsheet.tabs.some((tab) => tab.sheetId === sheetId)))
    return badRequest('Invalid requests[0].appendDimension: No grid with id')
  for (const { sheetId, length } of asked) for (const tab of spreadsheet.tabs) if (tab.sheetId === sheetId) tab.columnCount += length
  return json(200, { spreadsheetId: spreadsheet.spreadsheetId, replies: asked.map(() => ({})) })
}

const properties = ({ spreadsheetId, title, tabs }: Spreadsheet): Answer =>
  json(200, {
    spreadsheetId,
    properties: { title },
    sheets: tabs.map(({ sheetId, title: name, rowCount, columnCount }, index) => ({
      properties: { sheetId, title: name, index, sheetType: 'GRID', gridProperties: { rowCount, columnCount } },
    })),
  })

/** `method`: what follows the spreadsheet's id in the path, without the slash. */
export const answerMethod = (spreadsheet: Spreadsheet, request: { verb: string; method: string; body: unknown }): Answer => {
  const { verb, method, body } = request
  if (verb === 'GET' && method === '') return properties(spreadsheet)
  if (verb === 'POST' && method === ':batchUpdate') return batchUpdate(spreadsheet, body)
  if (verb === 'POST' && method === 'values:batchUpdate') return batchUpdateValues(spreadsheet, body)
  if (verb === 'GET' && method.startsWith('values/')) return getValues(spreadsheet, decodeURIComponent(method.slice('values/'.length)))
  return notFound()
}
