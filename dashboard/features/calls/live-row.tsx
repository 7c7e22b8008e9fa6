// One call that is on, in a line; on a telephone's screen in two.
import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, memo } from 'react'
import type { Call } from '#contract/call.ts'
import { duration } from '../../format.ts'
import type { HeldCall } from '../../held/calls.ts'
import { wishToHear } from '../../held/listening-wish.ts'
import { useNow } from '../../ui/use-now.ts'
import { useTint } from '../../ui/use-tint.ts'
import { CallLink, useIsOpen } from './call-link.tsx'
import { CALL_STATES } from './call-state.ts'
import { LastWords } from './last-words.tsx'

export const ROW_PX = { desk: 36, phone: 48 }

const ROW =
  'relative h-9 border-b border-line last:border-b-0 hover:bg-sunk/60 max-phone:grid max-phone:h-12 max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:content-center max-phone:gap-x-3 max-phone:px-4'

const UNHEARD = 'The bridge had no room: the audio does not pass through Ringmaster, so the call cannot be heard.'

/** By itself, so that a second that passes draws no more than itself. */
const Running = ({ since }: { since: number }) => duration((useNow() - since) / 1_000)

/** Drawn when its call changes, not when a call above it ends. */
const Cells = memo(({ held: { call, since } }: { held: HeldCall }) => {
  const { label, mark } = CALL_STATES[call.state]
  return (
    <>
      <td className="truncate pr-3 pl-4 font-number max-phone:p-0">
        <CallLink call={call} keys="Space" />
      </td>
      <td className="truncate px-3 max-phone:order-3 max-phone:p-0 max-phone:text-soft">{call.name ?? '–'}</td>
      <td className="truncate px-3 max-phone:p-0 max-phone:text-end">
        <span data-mark className={`mr-1.5 inline-block size-2 ${mark}`} />
        {label}
        {call.heldDirectly ? (
          <span className="text-soft" title={UNHEARD}>
            {' '}
            · held by the agent
          </span>
        ) : null}
      </td>
      <td className="px-3 text-end font-number max-phone:order-4 max-phone:p-0">
        <Running since={since} />
      </td>
      <td className="truncate pr-4 pl-3 max-phone:hidden">
        <LastWords call={call} />
      </td>
    </>
  )
})

/** On the keyboard: space opens the call and listens to it, and pressed again listens no more. */
const useListenKey = ({ id }: Call) => {
  const client = useQueryClient()
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== ' ' || !(event.target instanceof HTMLAnchorElement)) return
    event.preventDefault()
    wishToHear(client, id)
    event.target.click()
  }
}

export const LiveRow = ({ held, index }: { held: HeldCall; index: number }) => (
  <tr
    aria-rowindex={index + 2}
    onKeyDown={useListenKey(held.call)}
    className={`${ROW} ${useIsOpen(held.call) ? 'bg-sunk' : ''} ${useTint(held.call.state)}`}
  >
    <Cells held={held} />
  </tr>
)
