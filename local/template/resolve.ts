// Evaluates CloudFormation's intrinsic functions, strictly: what it does not know it refuses, naming resource and path.
import * as z from 'zod/mini'
import type { Assembly, Resource } from './assembly.ts'
import { account, type ResourceValues, region } from './resource-values.ts'

const pseudoParameters: Record<string, string> = {
  'AWS::AccountId': account,
  'AWS::Region': region,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
}

/** Where a value stands: intrinsics refer within their stack, errors name the path. */
type Place = { stack: string; path: string }

/** Says where; the innermost place is the one that helps. */
class Unresolvable extends Error {
  constructor({ stack, path }: Place, cause: unknown) {
    super(`${stack}/${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

export type Resolve = (value: unknown, at: Place) => unknown

const Join = z.tuple([z.string(), z.array(z.unknown())])
const GetAtt = z.union([
  z.tuple([z.string(), z.string()]),
  z.pipe(
    z.string(),
    z.transform((text) => splitOnce(text)),
  ),
])
const Sub = z.union([
  z.pipe(
    z.string(),
    z.transform((text) => [text, {}] as const),
  ),
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
])

const splitOnce = (text: string): [string, string] => {
  const dot = text.indexOf('.')
  return [text.slice(0, dot), text.slice(dot + 1)]
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The intrinsic's name, when the value is one: an object with that single key. */
const intrinsicOf = (value: Record<string, unknown>): string | undefined => {
  const [key, ...others] = Object.keys(value)
  const looksLikeOne = key === 'Ref' || key === 'Condition' || key?.startsWith('Fn::')
  return looksLikeOne && others.length === 0 ? key : undefined
}

export const resolver = ({ resources, exports }: Assembly, values: ResourceValues): Resolve => {
  const find = (stack: string, logicalId: string): Resource => {
    const found = resources.find((resource) => resource.stack === stack && resource.logicalId === logicalId)
    if (!found) throw new Error(`there is no resource ${logicalId}`)
    return found
  }

  const ref = (stack: string, name: string): string => pseudoParameters[name] ?? values.ref(find(stack, name))

  const attribute = (stack: string, [logicalId, name]: readonly [string, string]): string => values.attribute(find(stack, logicalId), name)

  const text = (value: unknown, at: Place): string => {
    const resolved = resolve(value, at)
    if (typeof resolved === 'string' || typeof resolved === 'number') return String(resolved)
    throw new Error('a part of a text is not a text')
  }

  const substitute = ([template, variables]: readonly [string, Record<string, unknown>], at: Place): string =>
    template.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`
      if (name in variables) return text(variables[name], at)
      return name.includes('.') ? attribute(at.stack, splitOnce(name)) : ref(at.stack, name)
    })

  const imported = (name: string): unknown => {
    const exported = exports.get(name)
    if (!exported) throw new Error(`no stack exports ${name}`)
    return resolve(exported.value, { stack: exported.stack, path: `the export ${name}` })
  }

  const intrinsics: Record<string, (argument: unknown, at: Place) => unknown> = {
    Ref: (argument, at) => ref(at.stack, z.string().parse(argument)),
    'Fn::GetAtt': (argument, at) => attribute(at.stack, GetAtt.parse(argument)),
    'Fn::Join': (argument, at) => {
      const [delimiter, parts] = Join.parse(argument)
      return parts.map((part) => text(part, at)).join(delimiter)
    },
    'Fn::Sub': (argument, at) => substitute(Sub.parse(argument), at),
    'Fn::ImportValue': (argument, at) => imported(text(argument, at)),
  }

  const evaluate = (name: string, argument: unknown, at: Place): unknown => {
    const intrinsic = intrinsics[name]
    try {
      if (!intrinsic) throw new Error(`${name} is not evaluated on one machine`)
      return intrinsic(argument, at)
    } catch (error) {
      throw error instanceof Unresolvable ? error : new Unresolvable(at, error)
    }
  }

  const resolve: Resolve = (value, at) => {
    if (Array.isArray(value)) return value.map((item, index) => resolve(item, { ...at, path: `${at.path}[${index}]` }))
    if (!isRecord(value)) return value
    const intrinsic = intrinsicOf(value)
    if (intrinsic) return evaluate(intrinsic, value[intrinsic], at)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, { ...at, path: `${at.path}.${key}` })]))
  }
  return resolve
}
