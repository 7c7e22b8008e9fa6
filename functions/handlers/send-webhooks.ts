// Something waits for a webhook (EventBridge: Object Created), or it is time for what is to be tried again (every minute).
import * as z from 'zod/mini'
import { type SendPorts, sendAllDue, sendDue } from '#app/webhooks/send-due.ts'
import { readWakeKey } from '#app/webhooks/wake-webhook.ts'
import { changeEnvironments } from '#env/changes.ts'
import { readEnvironment } from '#env/read.ts'
import { live } from '#runtime/live.ts'
import { sendingFrom } from '#runtime/sending.ts'
import { task } from '#runtime/task.ts'

const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) })

const environment = () => readEnvironment(changeEnvironments['send-webhooks'])
const ports = live(environment)
const sending = sendingFrom(environment)

export const handler = task(z.unknown(), async (event) => {
  const { activity, clock, deliveries, log, random, webhooks } = ports
  const needs: SendPorts = { activity, clock, deliveries, log, random, webhooks, ...sending }
  const created = ObjectCreated.safeParse(event).data
  if (!created) return await sendAllDue(needs)()
  const id = readWakeKey(created.detail.object.key)
  if (id) await sendDue(needs)(id)
})
