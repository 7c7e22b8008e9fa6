// The contact list: chosen, dropped or pasted.
import { type DragEvent, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'

type List = { csv: string; fileName: string }
type Props = { list: List; problem: string | undefined; onList: (list: List) => void }

export const ListField = ({ list, problem, onList }: Props) => {
  const picker = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = async (file: File | undefined): Promise<void> => {
    if (file) onList({ csv: await file.text(), fileName: file.name })
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button and the text field do the same.
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`flex flex-col gap-2 rounded-8 border border-dashed p-3 ${isOver ? 'border-accent bg-accent/8' : 'border-edge/60'}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button onClick={() => picker.current?.click()}>Choose file…</Button>
        <span className="text-soft">or drop a CSV file here, or paste it below.</span>
        <a href="/example-contacts.csv" download className="text-accent underline underline-offset-2 phone:ml-auto">
          Example
        </a>
        <input
          ref={picker}
          type="file"
          accept=".csv,text/csv"
          aria-label="CSV file"
          className="hidden"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </div>
      <Field label="Contacts" problem={problem} hint="A header line with a phone column, then one contact a line.">
        {(described) => (
          <textarea
            {...described}
            rows={4}
            spellCheck={false}
            placeholder={'phone,name,plan\n+1 202 555 0142,Ada Quill,yearly'}
            value={list.csv}
            onChange={(event) => onList({ csv: event.currentTarget.value, fileName: list.fileName })}
            className={`${described.className} font-mono text-12 whitespace-pre`}
          />
        )}
      </Field>
    </div>
  )
}
