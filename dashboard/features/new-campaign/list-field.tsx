// The contact list: chosen, dropped or pasted.
import { type DragEvent, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { ChosenFile } from './chosen-file.tsx'
import type { ChosenList } from './chosen-list.ts'
import { EMPTY } from './draft.ts'
import { useUpload } from './use-upload.ts'

type Props = { list: ChosenList; problem: string | undefined; onList: (list: ChosenList) => void }

const ENDINGS = '.csv,.tsv,.txt,.xlsx,.json,.jsonl,.gz,text/csv'

export const ListField = ({ list, problem, onList }: Props) => {
  const picker = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const { error, take, drop } = useUpload(onList)
  const change = (next: ChosenList): void => {
    drop()
    onList(next)
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) void take(file)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button and the text field do the same.
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={`flex flex-col gap-2 rounded-8 border border-dashed p-3 ${isOver ? 'border-accent bg-accent/8' : 'border-edge/60'}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button onClick={() => picker.current?.click()}>Choose file…</Button>
        <span className="text-soft phone:min-w-0 phone:flex-1">
          or drop one here: CSV, Excel or JSON, packed or not. Or paste a list below.
        </span>
        <a href="/example-contacts.csv" download className="text-accent underline underline-offset-2">
          Example
        </a>
        <input
          ref={picker}
          type="file"
          accept={ENDINGS}
          aria-label="List file"
          className="hidden"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) void take(file)
          }}
        />
      </div>
      {error ? <ProblemNotice error={error} doing="The file could not be sent." /> : null}
      {list.file ? (
        <>
          <ChosenFile file={list.file} fileName={list.fileName} onRemove={() => change(EMPTY.list)} />
          {problem === undefined ? null : <p className="text-12 text-failed">{problem}</p>}
        </>
      ) : (
        <Field label="Contacts" problem={problem} hint="A header line with a phone column, then one contact a line.">
          {(described) => (
            <textarea
              {...described}
              rows={4}
              spellCheck={false}
              placeholder={'phone,name,plan\n+1 202 555 0142,Ada Quill,yearly'}
              value={list.csv}
              onChange={(event) => change({ csv: event.currentTarget.value, fileName: list.fileName })}
              className={`${described.className} font-mono text-12 whitespace-pre`}
            />
          )}
        </Field>
      )}
    </div>
  )
}
