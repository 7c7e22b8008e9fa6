// Tells one more system of what happens.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { WebhookEventType } from '#contract/webhook-events.ts'
import { useConnection } from '../../connection/world.tsx'
import { refreshWebhooks } from '../../held/webhook-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Check } from '../../ui/check.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EVENT_WORDS } from './event-words.ts'
import { SecretDialog } from './secret-dialog.tsx'

export const AddWebhook = () => {
  const { api } = useConnection()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<readonly WebhookEventType[]>(WebhookEventType.options)
  const adding = useMutation({
    mutationFn: () => {
      const address = url.trim()
      const host = URL.canParse(address) ? new URL(address).hostname : address
      return api('createWebhook', { body: { name: name.trim() || host.slice(0, 100), url: address, events: [...events] } })
    },
    onSuccess: () => {
      setName('')
      setUrl('')
      refreshWebhooks(client)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    adding.mutate()
  }
  const choose = (type: WebhookEventType, isChosen: boolean): void =>
    setEvents(WebhookEventType.options.filter((one) => (one === type ? isChosen : events.includes(one))))
  return (
    <Panel title="Add a webhook">
      <form onSubmit={submit} noValidate className="flex max-w-140 flex-col gap-3 p-4">
        <Field label="Address" problem={undefined} hint="https, and reachable from the internet.">
          {(described) => (
            <input
              {...described}
              type="url"
              autoComplete="off"
              placeholder="https://crm.example.com/ringmaster"
              value={url}
              onChange={({ currentTarget }) => setUrl(currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Name" problem={undefined} hint="As this page calls it; else the address’s host.">
          {(described) => (
            <input
              {...described}
              autoComplete="off"
              maxLength={100}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
          )}
        </Field>
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1 font-title">Tell it when</legend>
          {WebhookEventType.options.map((type) => (
            <Check
              key={type}
              label={EVENT_WORDS[type].name}
              hint={EVENT_WORDS[type].hint}
              isChecked={events.includes(type)}
              onChange={(isChosen) => choose(type, isChosen)}
            />
          ))}
        </fieldset>
        {adding.error ? <ProblemNotice error={adding.error} doing="The webhook was not added." /> : null}
        <div className="flex justify-end">
          <Button look="primary" type="submit" disabled={adding.isPending || url.trim() === '' || events.length === 0}>
            {adding.isPending ? 'Adding…' : 'Add'}
          </Button>
        </div>
      </form>
      <SecretDialog name={adding.data?.name ?? ''} secret={adding.data?.secret} onClose={adding.reset} />
    </Panel>
  )
}
