// The form for a new campaign, as a person walks through its steps.
import { fireEvent, screen } from '@testing-library/react'
import { openPage } from './page.tsx'
import type { Answers } from './server.ts'

export const fill = (label: string, value: string): boolean => fireEvent.change(screen.getByLabelText(label), { target: { value } })

export const goTo = async (step: 'People' | 'Words' | 'Rules' | 'Check and start'): Promise<void> => {
  fireEvent.click(screen.getByRole('link', { name: new RegExp(`^${step}`) }))
  await screen.findByRole('heading', { level: 2, name: step })
}

export const openForm = async (answers: Answers = {}, options: Parameters<typeof openPage>[2] = {}) => {
  const page = openPage('/campaigns/new', answers, options)
  await screen.findByRole('heading', { level: 2, name: 'People' })
  return page
}

/** What a campaign cannot do without, from whichever step the form stands at. */
export const fillWords = async (): Promise<void> => {
  await goTo('Words')
  fill('Name', 'Win-back')
  fill('Prompt', 'Be brief.')
  fill('First message', 'Hello {{name}}.')
}

export const start = async (): Promise<void> => {
  await goTo('Check and start')
  fireEvent.click(screen.getByRole('button', { name: 'Start calling' }))
}
