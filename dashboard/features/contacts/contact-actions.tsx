// What a person can do with a contact: never call it again, call it again from the beginning, take it out.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContactDetails } from '#contract/one-contact.ts'
import type { Operation } from '#contract/routes.ts'
import { useConnection } from '../../connection/world.tsx'
import { refreshContact } from '../../held/contact-queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Question } from '../../ui/question.tsx'

const BECAUSE = 'suppressed from a contact on the page'

type Act = 'suppress' | 'restore' | 'reset' | 'remove'

const OPERATIONS = {
  suppress: 'suppressNumber',
  restore: 'unsuppressNumber',
  reset: 'resetContact',
  remove: 'removeContact',
} as const satisfies Record<Act, Operation>

const DONE: Record<Act, string> = {
  suppress: 'The number is called no more, in any campaign.',
  restore: 'The number may be called again.',
  reset: 'Will be called again, as if it had never been.',
  remove: 'Taken out of the campaign.',
}

const useActs = ({ campaignId, id, phone }: ContactDetails) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const params = { id: campaignId, contactId: id }
  return useMutation({
    mutationFn: async (act: Act): Promise<void> => {
      if (act === 'suppress') await api('suppressNumber', { body: { phone, because: BECAUSE } })
      if (act === 'restore') await api('unsuppressNumber', { params: { phone }, query: { because: 'taken back on the page' } })
      if (act === 'reset') await api('resetContact', { params })
      if (act === 'remove') await api('removeContact', { params })
    },
    onSettled: () => refreshContact(client, { campaignId, contactId: id }),
  })
}

const isFinished = ({ state }: ContactDetails): boolean => state === 'done' || state === 'failed' || state === 'cancelled'

export const ContactActions = ({ contact }: { contact: ContactDetails }) => {
  const acts = useActs(contact)
  const [asking, setAsking] = useState<'reset' | 'remove'>()
  const done = acts.isSuccess ? acts.variables : undefined
  const isNew = contact.state === 'pending' && contact.calls.length === 0 && done !== 'remove'
  return (
    <div className="flex flex-col gap-2 border-t border-line px-4 py-3">
      {acts.error ? <ProblemNotice error={acts.error} doing="Nothing was changed." /> : null}
      <p role="status" className={done ? '' : 'sr-only'}>
        {done ? DONE[done] : null}
        {done === 'suppress' ? (
          <Allowed to={OPERATIONS.restore}>
            <button type="button" className="ml-2 text-accent underline underline-offset-2" onClick={() => acts.mutate('restore')}>
              Undo
            </button>
          </Allowed>
        ) : null}
      </p>
      <div className="flex flex-wrap gap-2">
        {contact.state !== 'suppressed' && done !== 'suppress' ? (
          <Allowed to={OPERATIONS.suppress}>
            <Button disabled={acts.isPending} onClick={() => acts.mutate('suppress')}>
              Do not call again
            </Button>
          </Allowed>
        ) : null}
        {isFinished(contact) ? (
          <Allowed to={OPERATIONS.reset}>
            <Button disabled={acts.isPending} onClick={() => setAsking('reset')}>
              Call again…
            </Button>
          </Allowed>
        ) : null}
        {isNew ? (
          <Allowed to={OPERATIONS.remove}>
            <Button look="danger" disabled={acts.isPending} onClick={() => setAsking('remove')}>
              Take out…
            </Button>
          </Allowed>
        ) : null}
      </div>
      <Question
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={asking === 'remove' ? `Take ${contact.phone} out?` : `Call ${contact.phone} again?`}
        yes={asking === 'remove' ? 'Take it out' : 'Call again'}
        onYes={() => asking && acts.mutate(asking)}
      >
        {asking === 'remove'
          ? 'The contact leaves the campaign, with what its row said. Nobody has called it.'
          : 'All of its calls are tried anew, with the same rules; a completed campaign goes back to work. Its earlier calls stay in the books.'}
      </Question>
    </div>
  )
}
