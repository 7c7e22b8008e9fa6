// What is kept of a person, for admins: given to them as a file, or forgotten.
import { useMutation } from '@tanstack/react-query'
import type { E164 } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { moment, plural, size } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ForgetPerson } from './forget-person.tsx'

export const PersonData = ({ phone, campaigns }: { phone: E164; campaigns: number }) => {
  const { api } = useConnection()
  const gathering = useMutation({ mutationFn: () => api('exportPerson', { body: { phone } }) })
  return (
    <Panel title="What is kept of it">
      <div className="flex flex-col gap-3 p-4">
        <p className="text-soft">
          Contacts with the columns of their lists, calls, what was said in them: whoever asks for it is given it, or forgotten.
        </p>
        {gathering.error ? <ProblemNotice error={gathering.error} doing="Nothing was gathered." /> : null}
        <div className="flex flex-wrap gap-2">
          <Button disabled={gathering.isPending} onClick={() => gathering.mutate()}>
            {gathering.isPending ? 'Gathering…' : 'Export'}
          </Button>
          <ForgetPerson phone={phone} campaigns={campaigns} />
        </div>
        <div role="status">
          {gathering.data ? (
            <p>
              <a href={gathering.data.file.url} download className="text-accent underline underline-offset-2">
                Download <span className="text-soft">{size(gathering.data.file.bytes)}</span>
              </a>{' '}
              {plural(gathering.data.campaigns, 'campaign')}, {plural(gathering.data.calls, 'call')}; good until{' '}
              {moment(Date.parse(gathering.data.file.expiresAt))}.
            </p>
          ) : null}
        </div>
      </div>
    </Panel>
  )
}
