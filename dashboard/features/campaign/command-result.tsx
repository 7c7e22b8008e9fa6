// What the last command has done: told for a moment, beside the buttons.
import { useEffect, useState } from 'react'
import type { Campaign } from '#contract/campaign.ts'
import { useConnection } from '../../connection/world.tsx'
import { type Command, resultOf } from './commands.ts'

const SHOWN_MS = 8_000

type Props = { command: Command | undefined; answer: Campaign | undefined }

export const CommandResult = ({ command, answer }: Props) => {
  const { timing } = useConnection()
  const [faded, setFaded] = useState<Campaign>()
  useEffect(() => timing.after(SHOWN_MS, () => setFaded(answer)), [timing, answer])
  return (
    <p role="status" className="text-soft">
      {command && answer && answer !== faded ? resultOf(command, answer) : null}
    </p>
  )
}
