// Puts the number of a call on the do-not-call list. It can be taken off again, so it is done at once and told.
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AttemptId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'

export const SuppressNumber = ({ callId }: { callId: AttemptId }) => {
  const { api } = useConnection()
  const suppressing = useMutation({
    mutationFn: () => api('suppressNumber', { body: { callId, because: 'suppressed from a call on the page' } }),
  })
  return (
    <div className="flex flex-col gap-2 border-t border-line px-4 py-3">
      {suppressing.error ? <ProblemNotice error={suppressing.error} doing="The number was not put on the do-not-call list." /> : null}
      <div role="status">
        {suppressing.data ? (
          <p>
            {suppressing.data.phone} is called no more.{' '}
            <Link to="/settings/suppressions" className="text-accent underline underline-offset-2">
              Do-not-call list
            </Link>
          </p>
        ) : null}
      </div>
      {suppressing.data ? null : (
        <div>
          <Button disabled={suppressing.isPending} onClick={() => suppressing.mutate()}>
            {suppressing.isPending ? 'Writing it down…' : 'Do not call this number again'}
          </Button>
        </div>
      )}
    </div>
  )
}
