// Event patterns, as event source mappings and EventBridge’s rules filter with: the operators that the template uses, and no others.
type Test = (value: unknown) => boolean

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `exists` looks at the field itself; everything else at its value, or at any value of a list. */
const onValue =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) ? value.some(test) : value !== undefined && test(value)

const isText = (value: unknown): value is string => typeof value === 'string'

/** EventBridge's wildcard: * stands for any characters, none included. */
const wildcard = (text: string): RegExp => new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's')

/** What a text must not be: nothing else is asked of it. */
const anythingBut = (operand: unknown): Test | undefined => {
  const [[operator, given] = [], ...others] = isRecord(operand) ? Object.entries(operand) : []
  const texts = (Array.isArray(given) ? given : [given]).filter(isText)
  if (others.length > 0 || operator !== 'wildcard' || texts.length === 0) return undefined
  const forbidden = texts.map(wildcard)
  return onValue((value) => isText(value) && !forbidden.some((pattern) => pattern.test(value)))
}

const compileMatcher = (matcher: unknown, path: string): Test => {
  if (matcher === null || ['string', 'number', 'boolean'].includes(typeof matcher)) return onValue((value) => value === matcher)
  if (isRecord(matcher)) {
    const [[operator, operand] = [], ...others] = Object.entries(matcher)
    if (others.length === 0 && operator === 'prefix' && typeof operand === 'string') {
      return onValue((value) => typeof value === 'string' && value.startsWith(operand))
    }
    if (others.length === 0 && operator === 'exists' && typeof operand === 'boolean') {
      return (value) => (value !== undefined) === operand
    }
    const refuses = others.length === 0 && operator === 'anything-but' ? anythingBut(operand) : undefined
    if (refuses) return refuses
  }
  throw new Error(`The filter ${JSON.stringify(matcher)} at ${path} is not implemented here.`)
}

const compileNode = (pattern: unknown, path: string): Test => {
  if (Array.isArray(pattern)) {
    const matchers = pattern.map((matcher) => compileMatcher(matcher, path))
    return (value) => matchers.some((matches) => matches(value))
  }
  if (!isRecord(pattern)) throw new Error(`The filter at ${path} must be a list or an object, not ${JSON.stringify(pattern)}.`)
  const fields = Object.entries(pattern).map(([name, node]) => ({ name, matches: compileNode(node, `${path}.${name}`) }))
  return (value) => fields.every(({ name, matches }) => matches(isRecord(value) ? value[name] : undefined))
}

/** An event passes when one of the patterns matches, or when there are none. */
export const compilePatterns = (patterns: unknown[]): Test => {
  const compiled = patterns.map((pattern) => compileNode(pattern, '$'))
  return (event) => compiled.length === 0 || compiled.some((matches) => matches(event))
}
