// What is said in a simulated conversation, and how names are put into it.
import { pick } from '../simulated/seeded.ts'
import type { Wish } from '../simulated/wishes.ts'

const REPLIES = [
  'Thank you, that helps a lot. May I ask which day would suit you best?',
  'I understand. Would a call in the morning be better for you?',
  'That is good to know. Is there anything that you would like to ask me?',
  'Of course. I have noted that, and somebody will get back to you.',
] as const

const WORDS: Record<Wish, string> = {
  'do-not-call': 'Please never call me again.',
  'call-back': 'I have no time now. Call me again in an hour.',
}

const ANSWERS = [
  'Yes, that sounds fine.',
  'Sorry, who is calling, please?',
  'I would have to think about that.',
  'Could you tell me a little more?',
] as const

/** After a tool has done what it should, and when it has not. */
export const DONE = 'I have taken care of that. Is there anything else?'
export const NOT_DONE = 'I am sorry, that did not work. Somebody will look into it.'
export const LEFT_ALONE = 'I am sorry to have bothered you. Nobody will call you again. Goodbye!'
export const FAREWELL = 'Thank you very much for your time. Goodbye!'

export const nextReply = (random: () => number): string => pick(random, REPLIES)
export const nextAnswer = (random: () => number, wish?: Wish): string => (wish ? WORDS[wish] : pick(random, ANSWERS))

export type Variables = Readonly<Record<string, string | number | boolean>>

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g

/** Variables that a text needs and that nobody gave. The platform's own are always there. */
export const missingVariables = (text: string, variables: Variables): string[] =>
  [...text.matchAll(PLACEHOLDER)].flatMap(([, name = '']) => (name.startsWith('system__') || Object.hasOwn(variables, name) ? [] : [name]))

export const fillIn = (text: string, variables: Variables): string =>
  text.replace(PLACEHOLDER, (_, name: string) => String(variables[name] ?? ''))
