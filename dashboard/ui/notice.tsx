// What happened, what is safe and what to do: a line above what it is about.
import type { ReactNode } from 'react'
import { Refusal, Unreadable } from '#contract/client-errors.ts'

const LOOKS = {
  warning: { box: 'border-voicemail/50 bg-voicemail/10', mark: 'border-x-[2.5px] border-voicemail', role: 'status' },
  problem: { box: 'border-failed/50 bg-failed/8', mark: 'bg-failed', role: 'alert' },
} as const

export const Notice = ({ kind, children }: { kind: keyof typeof LOOKS; children: ReactNode }) => {
  const { box, mark, role } = LOOKS[kind]
  return (
    <div role={role} className={`flex items-baseline gap-2.5 rounded-8 border px-3 py-2 ${box}`}>
      <span data-mark className={`inline-block size-2 shrink-0 ${mark}`} />
      <div className="min-w-0">{children}</div>
    </div>
  )
}

const requestIdOf = (error: Error): string | undefined => (error instanceof Refusal ? error.problem.requestId : undefined)

export const ProblemNotice = ({ error, doing }: { error: Error; doing: string }) => {
  const requestId = requestIdOf(error)
  return (
    <Notice kind="problem">
      <strong className="font-title">{doing}</strong> {error.message.trimEnd()}
      {error instanceof Unreadable ? ' Reload the page.' : null}
      {requestId ? <span className="text-soft"> Request {requestId}.</span> : null}
    </Notice>
  )
}
