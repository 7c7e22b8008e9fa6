// What a key is good for, as a reader would say it.
import type { ApiKey } from '#contract/access.ts'

export const SCOPES: Record<ApiKey['scope'], { name: string; hint: string }> = {
  read: { name: 'Read', hint: 'Looks at everything, and does not listen in to calls.' },
  operate: { name: 'Operate', hint: 'Makes and runs campaigns, imports lists, suppresses numbers, listens in.' },
  admin: { name: 'Admin', hint: 'Besides makes keys and webhooks, exports and erases what is kept of a person.' },
}
