// What can be done with a call while it lasts: hear it, give its agent a hint, end it.
import type { Call } from '#contract/call.ts'
import { useMay } from '../../connection/use-me.ts'
import type { EarState } from '../../listening/ear.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { EndCall } from './end-call.tsx'
import { HintForm } from './hint-form.tsx'
import { LevelMeter } from './level-meter.tsx'
import { useEar } from './use-ear.ts'
import { useListeningWish } from './use-listening-wish.ts'

const isHeard = (state: EarState): boolean => state.is === 'on' && !state.isMuted

export const LiveControls = ({ call }: { call: Call }) => {
  const { ear, state, hint } = useEar(call.id)
  const may = useMay()
  const isHeardHere = call.state === 'answered' && !call.heldDirectly && may('listenToCall') === true
  useListeningWish({ callId: call.id, isHeardHere, toggle: isHeard(state) ? ear.stop : ear.listen })
  return (
    <div className="flex flex-col gap-3 border-b border-line p-4">
      <div className="flex flex-wrap gap-2">
        {isHeardHere ? (
          <Button
            look={isHeard(state) ? 'plain' : 'primary'}
            disabled={state.is === 'opening'}
            onClick={isHeard(state) ? ear.stop : ear.listen}
          >
            {state.is === 'opening' ? 'Connecting…' : isHeard(state) ? 'Stop listening' : 'Listen'}
          </Button>
        ) : null}
        <Allowed to="endCall">
          <EndCall call={call} />
        </Allowed>
      </div>
      {state.is === 'failed' ? <ProblemNotice error={state.error} doing="The call cannot be heard." /> : null}
      {isHeard(state) ? (
        <div className="flex flex-col gap-1.5">
          <LevelMeter ear={ear} voice="caller" name="Caller" />
          <LevelMeter ear={ear} voice="agent" name="Agent" />
        </div>
      ) : null}
      {call.heldDirectly ? (
        <p className="text-soft">
          The agent’s provider holds this call by itself, because the bridge had no room: its audio does not pass through Ringmaster, so it
          can be ended, but not heard.
        </p>
      ) : null}
      {isHeardHere ? <HintForm ear={ear} hint={hint} /> : null}
    </div>
  )
}
