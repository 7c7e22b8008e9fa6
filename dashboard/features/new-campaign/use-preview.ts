// A list, or a sheet, looked at while it is chosen.
import { useCallback } from 'react'
import type { Input } from '#contract/client.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { ListPreview } from '#contract/list-preview.ts'
import type { SheetPreview } from '#contract/sheet.ts'
import { useConnection } from '../../connection/world.tsx'
import { type Looked, useLook } from './use-look.ts'

export type ListAsked = Input<'previewList'>['body']
export type SheetAsked = Input<'previewNewSheet'>['body']

export const usePreview = (asked: ListAsked | undefined): Looked<ListPreview> => {
  const { api } = useConnection()
  return useLook(
    asked,
    useCallback((body: ListAsked, signal: AbortSignal) => api('previewList', { body, signal }), [api]),
  )
}

/** `id`: of the campaign that it would be connected to, when there is one already. */
export const useSheetPreview = (asked: SheetAsked | undefined, id?: CampaignId): Looked<SheetPreview> => {
  const { api } = useConnection()
  const look = useCallback(
    (body: SheetAsked, signal: AbortSignal) => {
      if (id === undefined) return api('previewNewSheet', { body, signal })
      const { defaultCountry: _, ...source } = body
      return api('previewSheet', { params: { id }, body: source, signal })
    },
    [api, id],
  )
  return useLook(asked, look)
}
