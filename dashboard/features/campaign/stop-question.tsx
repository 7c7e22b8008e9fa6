// Stopping cannot be undone, so its consequence is stated first.

import type { HeldCampaign } from '../../held/campaign.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { stopConsequence } from './commands.ts'

type Props = { held: HeldCampaign; open: boolean; onClose: () => void; onStop: () => void }

export const StopQuestion = ({ held, open, onClose, onStop }: Props) => (
  <Dialog open={open} onClose={onClose} width="question" title={`Stop “${held.campaign.name}”?`}>
    <div className="flex flex-col gap-4 p-5">
      <p>{stopConsequence(held.stats)}</p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button look="danger" onClick={onStop}>
          Stop campaign
        </Button>
      </div>
    </div>
  </Dialog>
)
