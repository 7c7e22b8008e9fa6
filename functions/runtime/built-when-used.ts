import { once } from './once.ts'

type Builders = Readonly<Record<string, () => unknown>>
type Built<B extends Builders> = { readonly [Name in keyof B]: ReturnType<B[Name]> }

/** An object whose members are built when they are used first, each once. */
export const builtWhenUsed = <B extends Builders>(builders: B): Built<B> =>
  Object.create(
    Object.prototype,
    Object.fromEntries(Object.entries(builders).map(([name, build]) => [name, { get: once(build), enumerable: true }])),
  )
