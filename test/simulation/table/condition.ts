// DynamoDB's condition language, as far as the store speaks it: `#name` is an attribute, `:name` a given value.
import { isBetween, isEqual, isLess } from './values.ts'

type Values = Readonly<Record<string, unknown>>
type Test = (item: Values, given: Values) => boolean
type Operand = (item: Values, given: Values) => unknown

export type CompiledCondition = {
  holds: Test
  /** The values that the text refers to; DynamoDB refuses both more and fewer. */
  values: ReadonlySet<string>
}

const COMPARISONS: Record<string, (a: unknown, b: unknown) => boolean> = {
  '=': isEqual,
  '<>': (a, b) => !isEqual(a, b),
  '<': isLess,
  '<=': (a, b) => isLess(a, b) || isEqual(a, b),
  '>': (a, b) => isLess(b, a),
  '>=': (a, b) => isLess(b, a) || isEqual(a, b),
}

const TOKEN = /\s*(<>|<=|>=|[=<>(),]|[#:]?\w+)/y

const tokensOf = (text: string): string[] => {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(text)?.[1]
    if (token === undefined) throw new Error(`Invalid condition at “${text.slice(at)}”: ${text}`)
    tokens.push(token)
  }
  return tokens
}

class ConditionParser {
  readonly values = new Set<string>()
  readonly #text: string
  readonly #tokens: string[]
  #next = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = tokensOf(text)
  }

  parse(): Test {
    const test = this.#either()
    if (this.#next < this.#tokens.length) throw this.#unexpected()
    return test
  }

  #either(): Test {
    const one = this.#both()
    if (!this.#takes('OR')) return one
    const other = this.#either()
    return (item, given) => one(item, given) || other(item, given)
  }

  #both(): Test {
    const one = this.#single()
    if (!this.#takes('AND')) return one
    const other = this.#both()
    return (item, given) => one(item, given) && other(item, given)
  }

  #single(): Test {
    if (this.#takes('NOT')) {
      const test = this.#single()
      return (item, given) => !test(item, given)
    }
    if (this.#takes('(')) {
      const test = this.#either()
      this.#expect(')')
      return test
    }
    return this.#function() ?? this.#comparison()
  }

  #function(): Test | undefined {
    if (this.#takes('attribute_exists')) {
      const [attribute] = this.#arguments(1)
      return (item, given) => attribute?.(item, given) !== undefined
    }
    if (this.#takes('attribute_not_exists')) {
      const [attribute] = this.#arguments(1)
      return (item, given) => attribute?.(item, given) === undefined
    }
    if (this.#takes('begins_with')) {
      const [whole, start] = this.#arguments(2)
      return (item, given) => {
        const [text, prefix] = [whole?.(item, given), start?.(item, given)]
        return typeof text === 'string' && typeof prefix === 'string' && text.startsWith(prefix)
      }
    }
    return undefined
  }

  #comparison(): Test {
    const left = this.#operand()
    if (this.#takes('BETWEEN')) {
      const low = this.#operand()
      this.#expect('AND')
      const high = this.#operand()
      return (item, given) => isBetween(left(item, given), low(item, given), high(item, given))
    }
    if (this.#takes('IN')) {
      const choices = this.#arguments()
      return (item, given) => {
        const value = left(item, given)
        return choices.some((choice) => isEqual(value, choice(item, given)))
      }
    }
    const compare = COMPARISONS[this.#tokens[this.#next] ?? '']
    if (!compare) throw this.#unexpected()
    this.#next += 1
    const right = this.#operand()
    return (item, given) => compare(left(item, given), right(item, given))
  }

  #arguments(count?: number): Operand[] {
    this.#expect('(')
    const operands = [this.#operand()]
    while (this.#takes(',')) operands.push(this.#operand())
    this.#expect(')')
    if (count !== undefined && operands.length !== count) throw this.#unexpected()
    return operands
  }

  #operand(): Operand {
    const token = this.#tokens[this.#next] ?? ''
    const name = token.slice(1)
    if (token.startsWith('#')) {
      this.#next += 1
      return (item) => item[name]
    }
    if (!token.startsWith(':')) throw this.#unexpected()
    this.#next += 1
    this.values.add(name)
    return (_, given) => given[name]
  }

  #takes(token: string): boolean {
    if (this.#tokens[this.#next] !== token) return false
    this.#next += 1
    return true
  }

  #expect(token: string): void {
    if (!this.#takes(token)) throw this.#unexpected()
  }

  #unexpected(): Error {
    return new Error(`Invalid condition: “${this.#tokens[this.#next] ?? 'the end'}” was not expected in ${this.#text}`)
  }
}

export const compileCondition = (text: string): CompiledCondition => {
  const parser = new ConditionParser(text)
  return { holds: parser.parse(), values: parser.values }
}
