// A call to one number with the words as they stand, before anybody of the list is called.
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import type { Output } from '#contract/client.ts'
import { useTopic } from '../../connection/use-live.ts'
import { useConnection } from '../../connection/world.tsx'
import { moment } from '../../format.ts'
import { callsQuery } from '../../held/queries.ts'
import { OUTCOMES } from '../../metrics.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { CALL_STATES } from '../calls/call-state.ts'
import type { Wanted } from './read-draft.ts'

type Placed = Output<'createCall'>

const Follow = ({ placed: { campaign, callId, notBefore, because } }: { placed: Placed }) => {
  const { api } = useConnection()
  useTopic(campaign.id)
  const { data } = useQuery(callsQuery(api, campaign.id))
  const call = data?.find((held) => held.call.id === callId)?.call
  const waits =
    notBefore === undefined ? 'is being placed' : `waits until ${moment(Date.parse(notBefore))}: ${because ?? 'a rule keeps it'}`
  const stands = call ? (call.outcome ? OUTCOMES[call.outcome] : CALL_STATES[call.state]).label.toLowerCase() : waits
  return (
    <p role="status">
      The call: <span className="font-title">{stands}</span>.{' '}
      <Link
        to="/campaigns/$id"
        params={{ id: campaign.id }}
        search={{ call: callId }}
        target="_blank"
        className="text-accent underline underline-offset-2"
      >
        Listen and read along
      </Link>
    </p>
  )
}

/** What the words name, as the first row of the list has it; the same request twice is the same call. */
type Row = { name?: string | undefined; variables: Record<string, string> }

const useTestCall = ({ prompt, firstMessage, defaultCountry, ...campaign }: Wanted['campaign'], row: Row | undefined) => {
  const { api, timing } = useConnection()
  const { agentId, from, language, voiceId, consent } = campaign
  return useMutation({
    mutationFn: (phone: string) =>
      api('createCall', {
        body: {
          ...{ phone, prompt, firstMessage, defaultCountry },
          ...(agentId === undefined ? {} : { agentId }),
          ...(from === undefined ? {} : { from }),
          ...(language === undefined ? {} : { language }),
          ...(voiceId === undefined ? {} : { voiceId }),
          ...(consent === undefined ? {} : { consent }),
          ...(row?.name === undefined ? {} : { name: row.name }),
          variables: row?.variables ?? {},
        },
        idempotencyKey: `test-${timing.now()}-${timing.random()}`,
      }),
  })
}

type Props = { campaign: Wanted['campaign']; row: Row | undefined }

export const TestCall = ({ campaign, row }: Props) => {
  const [phone, setPhone] = useState('')
  const calling = useTestCall(campaign, row)
  const call = (): void => {
    if (phone.trim() !== '' && !calling.isPending) calling.mutate(phone.trim())
  }
  /** Enter would start the whole campaign: the field stands in its form. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    call()
  }
  return (
    <Allowed to="createCall">
      <section aria-label="Test call" className="flex flex-col gap-2 rounded-8 bg-sunk/60 p-4">
        <Field
          label="Try it on one number first"
          problem={undefined}
          hint={`Yours, for instance. It hears these words${row?.name ? ` as ${row.name} would` : ''}; nobody else is called.`}
        >
          {(described) => (
            <span className="flex max-w-100 gap-2">
              <input
                {...described}
                type="tel"
                autoComplete="tel"
                placeholder="+1 202 555 0142"
                value={phone}
                onChange={({ currentTarget }) => setPhone(currentTarget.value)}
                onKeyDown={onKeyDown}
              />
              <Button disabled={calling.isPending} onClick={call}>
                {calling.isPending ? 'Calling…' : 'Call it'}
              </Button>
            </span>
          )}
        </Field>
        {calling.error ? <ProblemNotice error={calling.error} doing="Nobody was called." /> : null}
        {calling.data ? <Follow key={calling.data.callId} placed={calling.data} /> : null}
      </section>
    </Allowed>
  )
}
