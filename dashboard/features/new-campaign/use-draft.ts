// The draft as it is typed, and how a field is tied to it.
import { useCallback, useState } from 'react'
import type { ListField } from '#contract/list.ts'
import type { ChosenList } from './chosen-list.ts'
import { type Draft, EMPTY, type Problems, type Typed } from './draft.ts'

type Bound = { value: string; onChange: (event: { currentTarget: { value: string } }) => void }

export type FormProps = { draft: Draft; problems: Problems; bind: (name: Typed) => Bound }

export const useDraft = () => {
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const change = useCallback((by: Partial<Draft>) => setDraft((before) => ({ ...before, ...by })), [])
  return {
    draft,
    bind: (name: Typed): Bound => ({
      value: draft[name],
      onChange: ({ currentTarget: { value } }) => change({ [name]: value }),
    }),
    /** What another list's columns were is of no use to it, unless they have the same names. */
    setList: (list: ChosenList) => change({ list }),
    setSheet: (sheet: string) =>
      setDraft((before) => ({
        ...before,
        list: { ...before.list, ...(before.list.file ? { file: { ...before.list.file, sheet } } : {}) },
      })),
    setField: (header: string, field: ListField) => setDraft((before) => ({ ...before, mapping: { ...before.mapping, [header]: field } })),
  }
}
