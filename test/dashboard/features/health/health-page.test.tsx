import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { openPage } from '../../support/page.tsx'
import { aWebhook } from '../../support/webhook.ts'

afterEach(cleanup)

test('a webhook that fails leads to what its receiver has answered', async () => {
  const failing = aWebhook({ failingSince: '2026-11-03T14:00:00.000Z' })
  openPage('/settings/health', { listWebhooks: () => ({ items: [failing], nextCursor: null }) })
  const link = await screen.findByRole('link', { name: 'CRM' })
  expect(link.getAttribute('href')).toBe(`/settings/webhooks?webhook=${failing.id}`)
})
