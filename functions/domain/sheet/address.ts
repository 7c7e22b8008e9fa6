// What the address of a Google Sheet says: https://docs.google.com/spreadsheets/d/<id>/edit#gid=<tab>

export type SheetAddress = {
  spreadsheetId: string
  /** Google's number of the tab. */
  gid?: number
}

/** Google's ids have 44 characters today. */
const ID = /^[\w-]{20,120}$/

/** Undefined when it is neither an address nor an id. */
export const readAddress = (text: string): SheetAddress | undefined => {
  if (ID.test(text)) return { spreadsheetId: text }
  const [, spreadsheetId = ''] = /\/spreadsheets\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(text) ?? []
  if (!ID.test(spreadsheetId)) return undefined
  const [, gid] = /[#?&]gid=(\d{1,10})/.exec(text) ?? []
  return { spreadsheetId, ...(gid === undefined ? {} : { gid: Number(gid) }) }
}
