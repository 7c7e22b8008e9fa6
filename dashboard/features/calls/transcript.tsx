// What is said in a call, turn by turn, as it is said.
import { useEffect, useRef } from 'react'
import type { TranscriptTurn } from '#contract/transcript.ts'
import { duration } from '../../format.ts'
import type { HeldTranscript } from '../../held/transcripts.ts'
import { Skeleton } from '../../ui/skeleton.tsx'

const SPEAKERS = { agent: 'Agent', caller: 'Caller', viewer: 'Hint' } as const

/** Whoever has scrolled up reads, and is not pulled away. */
const NEAR_END_PX = 48

const Said = ({ turn: { kind, text, isCutOff } }: { turn: TranscriptTurn }) => {
  if (kind === 'used')
    return (
      <p className="text-soft">
        used <code className="font-mono text-12">{text}</code>
      </p>
    )
  if (kind === 'pressed') return <p className="text-soft">pressed a key</p>
  return (
    <p className={kind === 'hinted' ? 'text-accent' : ''}>
      {text}
      {isCutOff ? <span className="text-soft"> – interrupted</span> : null}
    </p>
  )
}

const useEndInView = (turns: number) => {
  const box = useRef<HTMLDivElement>(null)
  const isNearEnd = useRef(true)
  useEffect(() => {
    const { current } = box
    if (turns > 0 && current && isNearEnd.current) current.scrollTop = current.scrollHeight
  }, [turns])
  const onScroll = (): void => {
    const { current } = box
    if (current) isNearEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR_END_PX
  }
  return { ref: box, onScroll }
}

type Props = { transcript: HeldTranscript | undefined; isLive: boolean }

export const Transcript = ({ transcript, isLive }: Props) => {
  const turns = transcript?.turns ?? []
  const atEnd = useEndInView(turns.length)
  if (!transcript?.isWhole && turns.length === 0) return <Skeleton className="m-4 h-16 w-[calc(100%-2rem)]" />
  if (turns.length === 0) return <p className="p-4 text-soft">{isLive ? 'Nothing has been said yet.' : 'Nothing was said.'}</p>
  return (
    <div
      {...atEnd}
      role="log"
      aria-label="Transcript"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it with the keyboard.
      tabIndex={0}
      className="max-h-80 overflow-y-auto px-4 py-3"
    >
      <ol>
        {turns.map((turn) => (
          <li key={turn.index} className="grid grid-cols-[2.5rem_3.5rem_minmax(0,1fr)] gap-x-2 py-1">
            <span className="text-soft">{duration(turn.atMs / 1_000)}</span>
            <span className={turn.by === 'agent' ? 'font-title' : 'text-soft'}>{SPEAKERS[turn.by]}</span>
            <Said turn={turn} />
          </li>
        ))}
      </ol>
    </div>
  )
}
