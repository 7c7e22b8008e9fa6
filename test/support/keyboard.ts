// A person without a pointer: goes from one thing to the next with Tab until the wanted one has the focus.
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** More than any page has to press. */
const MOST_TABS = 80

const tabTo = async (page: Page, wanted: Locator): Promise<void> => {
  await wanted.first().waitFor()
  const focused = wanted.and(page.locator(':focus'))
  for (let i = 0; i < MOST_TABS; i += 1) {
    if ((await focused.count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${wanted} was not reached with ${MOST_TABS} presses of Tab.`)
}

export const enter = async (page: Page, wanted: Locator): Promise<void> => {
  await tabTo(page, wanted)
  // For a moment after a command the next one cannot be given.
  await expect.poll(() => wanted.isEnabled()).toBe(true)
  await page.keyboard.press('Enter')
}

export const type = async (page: Page, wanted: Locator, text: string): Promise<void> => {
  await tabTo(page, wanted)
  await page.keyboard.insertText(text)
}

export const replace = async (page: Page, wanted: Locator, text: string): Promise<void> => {
  await tabTo(page, wanted)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}
