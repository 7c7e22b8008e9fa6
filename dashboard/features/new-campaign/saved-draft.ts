// The draft on its way through reloads: kept by the browser for as long as its tab is open.
import type { World } from '../../connection/world.tsx'
import { Draft, EMPTY } from './draft.ts'

const KEY = 'ringmaster.new-campaign'
type Kept = World['storage']

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Whoever wrote this was not us: there is no draft.
    return undefined
  }
}

/** A file that was still on its way when the page was left cannot be sent any more. */
export const loadDraft = (storage: Kept): Draft => {
  const read = Draft.safeParse(parsed(storage.getItem(KEY) ?? ''))
  if (!read.success) return EMPTY
  const { list } = read.data
  return list.file && list.file.importId === undefined ? { ...read.data, list: EMPTY.list } : read.data
}

/** False where the browser has no room for it. */
export const saveDraft = (storage: Kept, draft: Draft): boolean => {
  try {
    storage.setItem(KEY, JSON.stringify(draft))
    return true
  } catch {
    // The only thing that storage has against a text is its length.
    return false
  }
}

export const dropDraft = (storage: Kept): void => storage.removeItem(KEY)
