// Gives a template another name, unless somebody else was faster.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Template } from '#contract/template.ts'
import { useConnection } from '../../connection/world.tsx'
import { refreshTemplates } from '../../held/template-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'

export const RenameTemplate = ({ of: { id, name, version } }: { of: Template }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [typed, setTyped] = useState<string>()
  const renaming = useMutation({
    mutationFn: (next: string) => api('editTemplate', { params: { templateId: id }, body: { name: next }, ifVersion: version }),
    onSuccess: () => setTyped(undefined),
    onSettled: () => refreshTemplates(client),
  })
  const close = (): void => {
    setTyped(undefined)
    renaming.reset()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (typed?.trim()) renaming.mutate(typed.trim())
  }
  return (
    <>
      <Button aria-label={`Rename ${name}`} onClick={() => setTyped(name)}>
        Rename…
      </Button>
      <Dialog open={typed !== undefined} onClose={close} width="question" title={`Rename “${name}”`}>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4 p-5">
          <Field label="Name" problem={undefined} hint="It is also its folder in the inbox: lists that are put there follow the name.">
            {(described) => (
              <input
                {...described}
                autoComplete="off"
                maxLength={200}
                value={typed ?? ''}
                onChange={({ currentTarget }) => setTyped(currentTarget.value)}
              />
            )}
          </Field>
          {renaming.error ? <ProblemNotice error={renaming.error} doing="The name is as it was." /> : null}
          <div className="flex justify-end gap-2">
            <Button onClick={close}>Keep it</Button>
            <Button look="primary" type="submit" disabled={renaming.isPending || !typed?.trim()}>
              Rename
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
