// One call: live, as it happens; over, as it went.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Call } from '#contract/call.ts'
import type { AttemptId, CampaignId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { duration } from '../../format.ts'
import { callQuery, transcriptQuery } from '../../held/call-queries.ts'
import { isOver } from '../../held/calls.ts'
import { callsQuery } from '../../held/queries.ts'
import { OUTCOMES } from '../../metrics.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNow } from '../../ui/use-now.ts'
import { CallCost } from './call-cost.tsx'
import { CallEvidenceView } from './call-evidence.tsx'
import { CallFacts } from './call-facts.tsx'
import { CallRecordingView } from './call-recording.tsx'
import { CallResultView } from './call-result.tsx'
import { CALL_STATES } from './call-state.ts'
import { CallTimeline } from './call-timeline.tsx'
import { LatencyWaterfall } from './latency-waterfall.tsx'
import { LiveControls } from './live-controls.tsx'
import { SuppressNumber } from './suppress-number.tsx'
import { Transcript } from './transcript.tsx'

const Running = ({ call }: { call: Call }) => {
  const { api } = useConnection()
  const now = useNow()
  const { data } = useQuery({ ...callsQuery(api, call.campaignId), enabled: false })
  const since = data?.find((held) => held.call.id === call.id)?.since
  return since === undefined ? null : <span className="font-number">{duration((now - since) / 1_000)}</span>
}

const Summary = ({ call }: { call: Call }) => {
  const { label, mark } = call.outcome ? OUTCOMES[call.outcome] : CALL_STATES[call.state]
  return (
    <p className="flex items-center gap-3 px-4 pt-3">
      <span className="min-w-0 truncate font-title">{call.name ?? 'No name'}</span>
      <span className="ml-auto whitespace-nowrap">
        <span data-mark className={`mr-1.5 inline-block size-2 ${mark}`} />
        {label}
      </span>
      {isOver(call.state) ? (
        call.seconds === undefined ? null : (
          <span className="font-number">{duration(call.seconds)}</span>
        )
      ) : (
        <Running call={call} />
      )}
    </p>
  )
}

const Close = () => (
  <Link
    from="/campaigns/$id"
    to="/campaigns/$id"
    search={({ call: _, ...rest }) => rest}
    resetScroll={false}
    className="text-accent underline underline-offset-2"
  >
    Close
  </Link>
)

/** In a hand the list that it was chosen from stands below it. */
const intoView = (panel: HTMLElement | null): void => panel?.scrollIntoView({ block: 'nearest' })

type Props = { campaignId: CampaignId; callId: AttemptId }

export const CallPanel = (place: Props) => {
  const { api } = useConnection()
  const { data: call, error } = useQuery({ ...callQuery(api, place), refetchOnMount: 'always' })
  const transcript = useQuery({ ...transcriptQuery(api, place), refetchOnMount: 'always' })
  const isLive = call !== undefined && !isOver(call.state)
  return (
    <div ref={intoView} className="scroll-mt-16">
      <Panel title={call ? `Call to ${call.phone}` : 'Call'} aside={<Close />}>
        {error ? <ProblemNotice error={error} doing="The call could not be read; it is not affected." /> : null}
        {call ? <Summary call={call} /> : error ? null : <Skeleton className="m-4 h-6 w-[calc(100%-2rem)]" />}
        {isLive ? <LiveControls call={call} /> : null}
        {transcript.error ? <ProblemNotice error={transcript.error} doing="The transcript could not be read." /> : null}
        <Transcript transcript={transcript.data} isLive={isLive} />
        {call?.result ? <CallResultView result={call.result} /> : null}
        {call?.recording ? (
          <Allowed key={call.id} to="getRecording">
            <CallRecordingView callId={call.id} recording={call.recording} />
          </Allowed>
        ) : null}
        {call ? (
          <>
            <CallTimeline call={call} turns={transcript.data?.turns ?? []} />
            <LatencyWaterfall call={call} />
            <CallEvidenceView call={call} />
            <CallFacts call={call} />
            <CallCost call={call} />
          </>
        ) : null}
        {call ? (
          <Allowed to="suppressNumber">
            <SuppressNumber callId={call.id} />
          </Allowed>
        ) : null}
      </Panel>
    </div>
  )
}
