// Opens the synthesized templates: resources by type, their properties evaluated only when they are asked for.
import '#contract/english.ts'
import * as z from 'zod/mini'
import type { Addresses } from '../system.ts'
import { type Resource, readAssembly } from './assembly.ts'
import { resolver } from './resolve.ts'
import { resourceValues } from './resource-values.ts'

export type Templates = {
  ofType(type: string): Resource[]
  /** The one resource of its type. */
  only(type: string): Resource
  /** The physical name. */
  nameOf(resource: Resource): string
  arnOf(resource: Resource): string
  /** A property, by its path, evaluated and checked. */
  read<S extends z.ZodMiniType>(resource: Resource, schema: S, ...path: string[]): z.output<S>
}

/** What has parts: an object, or a list by its indexes. A property that is absent has no parts either. */
const Parts = z._default(
  z.union([
    z.record(z.string(), z.unknown()),
    z.pipe(
      z.array(z.unknown()),
      z.transform((list): Record<string, unknown> => ({ ...list })),
    ),
  ]),
  {},
)

export const openTemplates = (outDir: string, addresses: Addresses): Templates => {
  const assembly = readAssembly(outDir)
  const values = resourceValues(addresses)
  const resolve = resolver(assembly, values)
  const ofType = (type: string): Resource[] => assembly.resources.filter((resource) => resource.type === type)

  return {
    ofType,
    only: (type) => {
      const [only, ...others] = ofType(type)
      if (!only || others.length > 0) throw new Error(`there should be one ${type}, not ${others.length + (only ? 1 : 0)}`)
      return only
    },
    nameOf: values.nameOf,
    arnOf: values.arnOf,
    read: (resource, schema, ...path) => {
      const place = [resource.logicalId, 'Properties', ...path].join('.')
      const raw = path.reduce<unknown>((value, key) => Parts.parse(value)[key], resource.properties)
      const read = schema.safeParse(resolve(raw, { stack: resource.stack, path: place }))
      if (!read.success) throw new Error(`${resource.stack}/${place}: ${z.prettifyError(read.error)}`)
      return read.data
    },
  }
}
