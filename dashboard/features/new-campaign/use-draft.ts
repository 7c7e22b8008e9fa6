// The draft as it is typed, how a field is tied to it, and how it outlives a reload.
import { useCallback, useEffect, useState } from 'react'
import type { ListField } from '#contract/list.ts'
import { useConnection } from '../../connection/world.tsx'
import { type Draft, EMPTY, type Typed } from './draft.ts'
import type { Problems } from './read-draft.ts'
import { dropDraft, loadDraft, saveDraft } from './saved-draft.ts'

type Bound = { value: string; onChange: (event: { currentTarget: { value: string } }) => void }

export type FormProps = {
  draft: Draft
  problems: Problems
  bind: (name: Typed) => Bound
  change: (by: Partial<Draft>) => void
}

export const useDraft = () => {
  const { storage } = useConnection()
  const [draft, setDraft] = useState<Draft>(() => loadDraft(storage))
  const [isKept, setKept] = useState(true)
  useEffect(() => {
    if (draft === EMPTY) dropDraft(storage)
    else setKept(saveDraft(storage, draft))
  }, [storage, draft])
  const change = useCallback((by: Partial<Draft>) => setDraft((before) => ({ ...before, ...by })), [])
  return {
    draft,
    /** False: it is too long to outlive a reload. */
    isKept,
    change,
    bind: (name: Typed): Bound => ({
      value: draft[name],
      onChange: ({ currentTarget: { value } }) => change({ [name]: value }),
    }),
    setSheet: (sheet: string) =>
      setDraft((before) => ({
        ...before,
        list: { ...before.list, ...(before.list.file ? { file: { ...before.list.file, sheet } } : {}) },
      })),
    /** What another list's columns were is of no use to it, unless they have the same names. */
    setField: (header: string, field: ListField) => setDraft((before) => ({ ...before, mapping: { ...before.mapping, [header]: field } })),
    drop: () => {
      dropDraft(storage)
      setDraft(EMPTY)
    },
  }
}
