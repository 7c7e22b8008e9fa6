// What stands before the page: one way in, what became of the last try or visit, and the other way.
import type { ReactNode } from 'react'
import { Brand } from '../ui/brand.tsx'

type Props = {
  problem: string | undefined
  /** What is so, and is no problem. */
  notice?: string | undefined
  other?: { label: string; onChoose: () => void } | undefined
  children: ReactNode
}

export const EntrancePage = ({ problem, notice, other, children }: Props) => (
  <main className="mx-auto flex min-h-dvh max-w-100 flex-col justify-center gap-4 p-6">
    <h1 className="flex items-center gap-2 text-20 font-title">
      <Brand /> Ringmaster
    </h1>
    <div className="flex flex-col gap-3 rounded-8 border border-line bg-card p-4">
      {notice ? <p role="status">{notice}</p> : null}
      {children}
      {problem ? (
        <p role="alert" className="text-failed">
          {problem}
        </p>
      ) : null}
    </div>
    {other ? (
      <button type="button" onClick={other.onChoose} className="self-start text-13 text-soft underline hover:text-ink">
        {other.label}
      </button>
    ) : null}
  </main>
)
