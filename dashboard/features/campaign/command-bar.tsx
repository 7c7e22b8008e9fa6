// The buttons that move a campaign.
import { useEffect, useState } from 'react'
import { useConnection } from '../../connection/world.tsx'
import type { HeldCampaign } from '../../held/campaign.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { type Command, idleText, LABELS, OPERATIONS, offered } from './commands.ts'
import { StopQuestion } from './stop-question.tsx'

/** The second press of a double click must not hit the command that has taken the first one's place. */
const SETTLING_MS = 500

const useSettled = (state: string): boolean => {
  const { timing } = useConnection()
  const [settled, setSettled] = useState(state)
  useEffect(() => timing.after(SETTLING_MS, () => setSettled(state)), [timing, state])
  return settled === state
}

const LOOKS = { start: 'primary', resume: 'primary', pause: 'plain', stop: 'danger' } as const

type Props = { held: HeldCampaign; running: Command | undefined; onCommand: (command: Command) => void }

export const CommandBar = ({ held, running, onCommand }: Props) => {
  const [isAsking, setAsking] = useState(false)
  const { campaign, stats } = held
  const isSettled = useSettled(campaign.state)
  return (
    <div className="flex gap-2">
      {offered(campaign.state, stats).map((command) => (
        // Pause and Resume are one button to the browser, so that the focus stays where it is.
        <Allowed key={command === 'stop' ? 'stop' : 'go'} to={OPERATIONS[command]}>
          <Button
            look={LOOKS[command]}
            disabled={running !== undefined || !isSettled}
            onClick={() => (command === 'stop' ? setAsking(true) : onCommand(command))}
          >
            {running === command ? LABELS[command].running : idleText(command, campaign)}
          </Button>
        </Allowed>
      ))}
      <StopQuestion
        held={held}
        open={isAsking}
        onClose={() => setAsking(false)}
        onStop={() => {
          setAsking(false)
          onCommand('stop')
        }}
      />
    </div>
  )
}
