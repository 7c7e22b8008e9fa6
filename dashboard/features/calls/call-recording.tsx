// The recording of a call that is over. Its address is asked for when somebody wants to hear it, since whoever has that address may.
import { useMutation } from '@tanstack/react-query'
import type { Call } from '#contract/call.ts'
import type { CallRecording } from '#contract/recording.ts'
import { useConnection } from '../../connection/world.tsx'
import { duration, moment } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'

type Props = { callId: Call['id']; recording: CallRecording }

export const CallRecordingView = ({ callId, recording: { seconds, keptUntil } }: Props) => {
  const { api } = useConnection()
  const link = useMutation({ mutationFn: () => api('getRecording', { params: { callId } }) })
  return (
    <section aria-label="Recording" className="flex flex-col gap-2 border-t border-line px-4 py-3">
      <h3 className="text-soft">
        Recording, {duration(seconds)}
        {keptUntil === undefined ? ': on its way from the carrier' : `; kept until ${moment(Date.parse(keptUntil))}`}
      </h3>
      {link.data ? (
        // biome-ignore lint/a11y/useMediaCaption: what is said stands above it, as the transcript.
        <audio controls autoPlay src={link.data.url} onError={link.reset} aria-label="Recording of the call" className="w-full" />
      ) : keptUntil === undefined ? null : (
        <div>
          <Button disabled={link.isPending} onClick={() => link.mutate()}>
            {link.isPending ? 'Fetching…' : 'Play the recording'}
          </Button>
        </div>
      )}
      {link.error ? <ProblemNotice error={link.error} doing="The recording cannot be heard." /> : null}
    </section>
  )
}
