// The suppression list: a number on it is called by nobody from this moment on. A conversation that goes on is not ended by it.

import { attemptOrThrow } from '#app/calls/call-report.ts'
import { cancelUnanswered } from '#app/calls/cancel-unanswered.ts'
import type { EndingPorts } from '#app/calls/end-calls.ts'
import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import { AppError } from '#app/errors.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'
import type { E164 } from '#contract/ids.ts'
import type { CheckedNumber, NewSuppression, SuppressedNow, Suppression } from '#contract/suppression.ts'
import { mask } from '#domain/mask.ts'
import { readNumber } from '#domain/phone.ts'

type Needs = EndingPorts & NotingPorts

const meant = async (ports: Needs, { phone = '', callId, defaultCountry }: NewSuppression): Promise<E164> => {
  if (callId !== undefined) return (await attemptOrThrow(ports, callId)).phone
  const read = readNumber(phone, { defaultCountry })
  if (read.ok) return read.e164
  throw new AppError('unprocessable', `This cannot be a number to call: ${read.reason}.`, [{ pointer: '/body/phone', detail: read.reason }])
}

export const suppressNumber =
  (ports: Needs) =>
  async (asked: NewSuppression): Promise<SuppressedNow> => {
    const { because } = asked
    const phone = await meant(ports, asked)
    const at = new Date(ports.clock.now()).toISOString()
    const before = await ports.numbers.get(phone)
    const number = (await ports.numbers.suppress(phone, { at, because })) ?? (await ports.numbers.get(phone))
    const [cancelled] = number?.lockedBy ? await cancelUnanswered(ports, [number.lockedBy]) : []
    const called = cancelled ? { cancelled } : {}
    if (before?.suppressed) return { phone, at: before.suppressedAt ?? at, because: before.suppressedBecause ?? because, ...called }
    await noteActivity(ports, { by: 'person', action: 'number-suppressed', because, evidence: { phone: mask(phone), ...called } })
    return { phone, at, because, ...called }
  }

export const unsuppressNumber =
  (ports: NotingPorts & Pick<Ports, 'numbers'>) =>
  async (phone: E164, because: string): Promise<{ phone: E164 }> => {
    if (!(await ports.numbers.unsuppress(phone))) throw new AppError('not_found', 'The number is not on the suppression list.')
    await noteActivity(ports, { by: 'person', action: 'number-unsuppressed', because, evidence: { phone: mask(phone) } })
    return { phone }
  }

export const checkSuppression =
  ({ numbers }: { numbers: Pick<Ports['numbers'], 'get'> }) =>
  async (phone: E164): Promise<CheckedNumber> => {
    const found = await numbers.get(phone)
    if (!found?.suppressed) return { phone, isSuppressed: false }
    return { phone, isSuppressed: true, at: found.suppressedAt, because: found.suppressedBecause }
  }

export const listSuppressions =
  ({ numbers }: Pick<Ports, 'numbers'>) =>
  (page: PageRequest): Promise<Page<Suppression>> =>
    numbers.suppressed(page)
