// Chooses a route as API Gateway's HTTP APIs do: the most specific path, an exact method before ANY, $default last.
import type { HttpRoute } from '../system.ts'

export type RouteMatch = { route: HttpRoute; pathParameters: Record<string, string> }

type Segment = { kind: 'static' | 'parameter' | 'greedy'; text: string }

type CompiledRoute = { route: HttpRoute; method: string; segments: Segment[] }

const RANK = { static: 0, parameter: 1, greedy: 2 } as const

const toSegment = (text: string): Segment => {
  const greedy = /^\{(.+)\+\}$/.exec(text)?.[1]
  if (greedy) return { kind: 'greedy', text: greedy }
  const parameter = /^\{(.+)\}$/.exec(text)?.[1]
  return parameter ? { kind: 'parameter', text: parameter } : { kind: 'static', text }
}

const split = (path: string): string[] => path.replace(/^\//, '').split('/')

const compile = (route: HttpRoute): CompiledRoute => {
  const [method = '', path = ''] = route.routeKey.split(' ')
  return { route, method, segments: split(path).map(toSegment) }
}

const compare = (a: CompiledRoute, b: CompiledRoute): number => {
  for (let i = 0; i < Math.min(a.segments.length, b.segments.length); i += 1) {
    const difference = RANK[a.segments[i]?.kind ?? 'greedy'] - RANK[b.segments[i]?.kind ?? 'greedy']
    if (difference !== 0) return difference
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY')
}

const parametersOf = (segments: Segment[], path: string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {}
  for (const [i, segment] of segments.entries()) {
    const part = path[i]
    if (part === undefined || part === '') {
      if (segment.kind !== 'static' || part !== segment.text) return undefined
    } else if (segment.kind === 'greedy') {
      parameters[segment.text] = path.slice(i).join('/')
      return parameters
    } else if (segment.kind === 'parameter') {
      parameters[segment.text] = part
    } else if (segment.text !== part) return undefined
  }
  return segments.length === path.length ? parameters : undefined
}

/** The path is given as the request carries it; encoded slashes do not split segments. */
export const createRouter = (routes: HttpRoute[]): ((method: string, encodedPath: string) => RouteMatch | undefined) => {
  const compiled = routes
    .filter(({ routeKey }) => routeKey !== '$default')
    .map(compile)
    .toSorted(compare)
  const fallback = routes.find(({ routeKey }) => routeKey === '$default')
  return (method, encodedPath) => {
    const path = split(encodedPath).map(decodeURIComponent)
    for (const candidate of compiled) {
      if (candidate.method !== method && candidate.method !== 'ANY') continue
      const pathParameters = parametersOf(candidate.segments, path)
      if (pathParameters) return { route: candidate.route, pathParameters }
    }
    return fallback && { route: fallback, pathParameters: {} }
  }
}
