// JSON of whoever sends it: parsed only when it is not too deep.
import { AppError } from '#app/errors.ts'

/** Nothing of ours is deeper than six. */
const MOST_LEVELS = 32

/** What stands in quotes does not count. Cheaper than parsing, so that nobody parses a bomb. */
const levelsOf = (text: string): number => {
  let [depth, deepest, isQuoted] = [0, 0, false]
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i)
    if (isQuoted) {
      if (character === '\\') i += 1
      else if (character === '"') isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth -= 1
  }
  return deepest
}

export const readJson = (text: string): unknown => {
  if (levelsOf(text) > MOST_LEVELS) {
    throw new AppError('invalid_request', `The body is nested more than ${MOST_LEVELS} levels deep. No request of this API is.`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid_request', 'The body is not JSON. Send a JSON object with the content type application/json.')
  }
}
