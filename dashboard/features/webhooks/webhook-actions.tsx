// What can be done with one webhook: looked into, tried out, paused, given a new secret, deleted.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Webhook, WebhookTestResult } from '#contract/webhook.ts'
import { useConnection } from '../../connection/world.tsx'
import { count, unbroken } from '../../format.ts'
import { refreshWebhooks } from '../../held/webhook-queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button, buttonLook } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Question } from '../../ui/question.tsx'
import { SecretDialog } from './secret-dialog.tsx'

const OVERLAP_HOURS = 24

const wordsOf = ({ isAccepted, status, answer, problem, latencyMs }: WebhookTestResult): string => {
  if (isAccepted) return `The test was accepted: ${status} after ${unbroken(`${count(latencyMs)} ms`)}.`
  const said = status === undefined ? problem : `${status}${answer ? ` ${answer}` : ''}`
  return `The test was not accepted: ${said}`
}

/** Asked once more before it is done. */
type Asked = 'rotate' | 'delete' | undefined

export const WebhookActions = ({ of: { id, name, isActive }, isChosen }: { of: Webhook; isChosen: boolean }) => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked>()
  const then = { onSettled: () => refreshWebhooks(client) }
  const params = { webhookId: id }
  const testing = useMutation({ mutationFn: () => api('testWebhook', { params }) })
  const switching = useMutation({ mutationFn: () => api('editWebhook', { params, body: { isActive: !isActive } }), ...then })
  const rotating = useMutation({ mutationFn: () => api('rotateWebhookSecret', { params, body: { overlapHours: OVERLAP_HOURS } }), ...then })
  const deleting = useMutation({ mutationFn: () => api('deleteWebhook', { params }), ...then })
  const close = (): void => setAsked(undefined)
  const error = testing.error ?? switching.error ?? rotating.error ?? deleting.error
  return (
    <>
      <div className="mt-1 flex flex-wrap gap-2">
        <Link to="/settings/webhooks" search={isChosen ? {} : { webhook: id }} className={buttonLook('plain')}>
          {isChosen ? 'Hide deliveries' : 'Deliveries'}
        </Link>
        <Allowed to="testWebhook">
          <Button disabled={testing.isPending} onClick={() => testing.mutate()}>
            {testing.isPending ? 'Sending…' : 'Send a test'}
          </Button>
        </Allowed>
        <Allowed to="editWebhook">
          <Button disabled={switching.isPending} onClick={() => switching.mutate()}>
            {isActive ? 'Pause' : 'Resume'}
          </Button>
          <Button onClick={() => setAsked('rotate')}>New secret…</Button>
          <Button look="danger" onClick={() => setAsked('delete')}>
            Delete…
          </Button>
        </Allowed>
      </div>
      <p role="status" className={testing.data ? 'break-words' : 'sr-only'}>
        {testing.data ? wordsOf(testing.data) : null}
      </p>
      {error ? <ProblemNotice error={error} doing="That was not done." /> : null}
      <Question
        open={asked === 'rotate'}
        title={`A new secret for ${name}?`}
        yes="Make a new secret"
        onYes={() => rotating.mutate()}
        onClose={close}
      >
        Requests are signed with the old one, too, for {OVERLAP_HOURS} hours: time to give the receiver the new one.
      </Question>
      <Question open={asked === 'delete'} title={`Delete ${name}?`} yes="Delete" onYes={() => deleting.mutate()} onClose={close}>
        It is told nothing more, and what still waits for it is never sent.
      </Question>
      <SecretDialog name={name} secret={rotating.data?.secret} onClose={rotating.reset} />
    </>
  )
}
