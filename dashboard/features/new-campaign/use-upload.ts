// Puts a file where it can be looked at, and later imported from.
import { useRef, useState } from 'react'
import type { ImportId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { type ChosenList, textOf } from './chosen-list.ts'

type Change = (list: ChosenList) => void

export const useUpload = (onList: Change) => {
  const { api, upload } = useConnection()
  const [error, setError] = useState<Error>()
  /** Only the file that was chosen last counts. */
  const latest = useRef<File>(undefined)

  const send = async (file: File): Promise<ImportId> => {
    const address = await api('createUpload', { body: { fileName: file.name, size: file.size } })
    await upload(address, file)
    return address.importId
  }

  const take = async (file: File): Promise<void> => {
    latest.current = file
    setError(undefined)
    const { name: fileName, size } = file
    const csv = await textOf(file)
    if (latest.current !== file) return
    if (csv !== undefined) return onList({ csv, fileName })
    onList({ csv: '', fileName, file: { size } })
    try {
      const importId = await send(file)
      if (latest.current === file) onList({ csv: '', fileName, file: { size, importId } })
    } catch (cause) {
      if (latest.current !== file) return
      setError(cause instanceof Error ? cause : new Error(String(cause)))
      onList({ csv: '', fileName: '' })
    }
  }

  return {
    error,
    take,
    /** Whatever is still on its way is forgotten. */
    drop: () => {
      latest.current = undefined
      setError(undefined)
    },
  }
}
