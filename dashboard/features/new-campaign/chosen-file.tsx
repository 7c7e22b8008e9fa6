// A file that is not shown as text: its name, its size, and the way back.
import { size as inBytes } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import type { ChosenFile as File } from './chosen-list.ts'

type Props = { file: File; fileName: string; onRemove: () => void }

export const ChosenFile = ({ file: { size, importId }, fileName, onRemove }: Props) => (
  <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
    <p className="mr-auto min-w-0">
      <span className="font-title break-all">{fileName}</span> <span className="text-soft">· {inBytes(size)}</span>
    </p>
    {importId === undefined ? (
      <div role="progressbar" aria-label="Sending the file" className="h-1 w-40 overflow-hidden rounded-4 bg-sunk">
        <span className="block h-full w-2/5 animate-sweep rounded-4 bg-accent" />
      </div>
    ) : null}
    <Button onClick={onRemove}>Take another list</Button>
  </div>
)
