// The steps of the form, and which fields stand in which.
import * as z from 'zod/mini'
import type { Problems } from './read-draft.ts'

export const Step = z.enum(['people', 'words', 'rules', 'start'])
export type Step = z.infer<typeof Step>

export const STEP_NAMES: Record<Step, string> = { people: 'People', words: 'Words', rules: 'Rules', start: 'Check and start' }

const FIELDS: Record<Exclude<Step, 'rules'>, readonly string[]> = {
  people: ['/csv', '/importId', '/file', '/sheet', '/spreadsheet', '/tab', '/mapping', '/defaultCountry'],
  words: ['/name', '/prompt', '/firstMessage'],
  start: ['/consent', '/startsAt'],
}

const holds = (step: Step, pointer: string): boolean => {
  const isIn = (of: Exclude<Step, 'rules'>): boolean => FIELDS[of].some((field) => pointer === field || pointer.startsWith(`${field}/`))
  return step === 'rules' ? !isIn('people') && !isIn('words') && !isIn('start') : isIn(step)
}

/** Nothing of the step is missing or wrong. */
export const isComplete = (step: Step, problems: Problems): boolean => ![...problems.keys()].some((pointer) => holds(step, pointer))

export const firstStepOf = (problems: Problems): Step | undefined => Step.options.find((step) => !isComplete(step, problems))

export const stepAfter = (step: Step): Step | undefined => Step.options[Step.options.indexOf(step) + 1]
export const stepBefore = (step: Step): Step | undefined => Step.options[Step.options.indexOf(step) - 1]
