// More people for a campaign that is there already: a list or a sheet, looked at first as for a new one.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import type { Campaign } from '#contract/campaign.ts'
import type { ImportId } from '#contract/ids.ts'
import type { ListField as FieldOfList } from '#contract/list.ts'
import { useConnection } from '../../connection/world.tsx'
import { sheetsKey } from '../../held/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { type Draft, EMPTY } from './draft.ts'
import { peopleOfList, peopleOfSheet } from './found-people.ts'
import { peopleInWords } from './in-words.ts'
import { ListField } from './list-field.tsx'
import { ListPreviewPanel } from './list-preview.tsx'
import { confirmed, listAsked, sheetAsked } from './preview-request.ts'
import { peopleOf, problemOfPeople } from './read-draft.ts'
import { SheetField } from './sheet-field.tsx'
import { SheetPreviewPanel } from './sheet-preview.tsx'
import { SourceChoice } from './source-choice.tsx'
import { usePreview, useSheetPreview } from './use-preview.ts'

type Props = { campaign: Campaign; onClose: (importId?: ImportId) => void }

/** The campaign's own country and settings stand where the draft names none. */
const NOTHING: Draft = { ...EMPTY, defaultCountry: '' }

const useLooks = (draft: Draft, { id }: Campaign) => {
  const list = usePreview(
    useMemo(() => {
      const asked = listAsked(draft)
      return asked && { ...asked, campaignId: id }
    }, [draft, id]),
  )
  const sheet = useSheetPreview(
    useMemo(() => sheetAsked(draft), [draft]),
    id,
  )
  const people = draft.source === 'sheet' ? sheet.found && peopleOfSheet(sheet.found) : list.found && peopleOfList(list.found)
  return { list, sheet, people }
}

export const AddPeople = ({ campaign, onClose }: Props) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [draft, setDraft] = useState(NOTHING)
  const [problem, setProblem] = useState<string>()
  const change = (by: Partial<Draft>): void => setDraft((before) => ({ ...before, ...by }))
  const onField = (header: string, field: FieldOfList): void => change({ mapping: { ...draft.mapping, [header]: field } })
  const { list, sheet, people } = useLooks(draft, campaign)
  const params = { id: campaign.id }
  const adding = useMutation({
    mutationFn: async (given: NonNullable<ReturnType<typeof peopleOf>>): Promise<ImportId | undefined> => {
      if (given.from === 'list') {
        const { mapping } = confirmed(draft, list.isLooking ? undefined : list.found)
        return (await api('addList', { params, body: { ...given.list, mapping } })).id
      }
      await api('connectSheet', { params, body: given.sheet })
      await client.invalidateQueries({ queryKey: sheetsKey(campaign.id) })
      return undefined
    },
    onSuccess: (importId) => onClose(importId),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const given = peopleOf(draft)
    const unusable = draft.source === 'list' && !list.isLooking ? list.found?.problem : undefined
    setProblem(given ? unusable : problemOfPeople(draft.source).text)
    if (given && unusable === undefined) adding.mutate(given)
  }
  return (
    <Dialog open onClose={() => onClose()} width="form" title={`Add people to “${campaign.name}”`}>
      <form noValidate onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="flex flex-col gap-4 overflow-y-auto p-5">
          <SourceChoice source={draft.source} onSource={(source) => change({ source })} />
          {draft.source === 'list' ? (
            <>
              <ListField list={draft.list} problem={problem} onList={(next) => change({ list: next })} />
              <ListPreviewPanel
                looked={list}
                onField={onField}
                onSheet={(name) =>
                  change({ list: { ...draft.list, ...(draft.list.file ? { file: { ...draft.list.file, sheet: name } } : {}) } })
                }
              />
            </>
          ) : (
            <>
              <SheetField
                problem={problem}
                bind={(name) => ({ value: draft[name], onChange: ({ currentTarget: { value } }) => change({ [name]: value }) })}
              />
              <SheetPreviewPanel looked={sheet} onField={onField} />
            </>
          )}
        </div>
        <footer className="flex flex-col gap-3 border-t border-line px-5 py-3.5">
          {adding.error ? <ProblemNotice error={adding.error} doing="Nobody was added." /> : null}
          <div className="flex flex-wrap items-center justify-end gap-2">
            <p className="mr-auto text-12 text-soft max-phone:w-full">
              {people ? peopleInWords(people) : 'Known contacts are brought up to date, and not called twice.'}
            </p>
            <Button onClick={() => onClose()}>Cancel</Button>
            <Button look="primary" type="submit" disabled={adding.isPending}>
              {adding.isPending ? 'Adding…' : draft.source === 'list' ? 'Add them' : 'Connect the sheet'}
            </Button>
          </div>
        </footer>
      </form>
    </Dialog>
  )
}
