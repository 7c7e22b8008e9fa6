// Reads TwiML: the verbs that the simulated network obeys, in order; anything else is refused as Twilio's schema check would.
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import * as z from 'zod/mini'
import type { WebTarget } from '../twilio-webhooks/webhooks.ts'

export type StreamInstruction = {
  url: string
  name?: string
  parameters: Record<string, string>
  statusCallback?: WebTarget
}

export type Verb =
  | { verb: 'say'; text: string; ms: number }
  | { verb: 'pause'; ms: number }
  | { verb: 'hangup' }
  | { verb: 'stream'; stream: StreamInstruction }

/** `code`: 12100 not XML, 12200 not TwiML that is obeyed here, 12300 not sent as XML. */
export class TwimlProblem extends Error {
  override readonly name = 'TwimlProblem'
  readonly code: 12100 | 12200 | 12300

  constructor(code: 12100 | 12200 | 12300, message: string) {
    super(message)
    this.code = code
  }
}

/** How long a word takes is not documented; English speech has about fifteen letters a second. */
const SPOKEN_LETTER_MS = 65
/** A parameter's name and value together must stay below this. */
const PARAMETER_LIMIT = 500

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
})

const XmlNodes = z.array(z.looseObject({ ':@': z._default(z.record(z.string(), z.string()), {}), '#text': z.optional(z.string()) }))

type Element = { name: string; attributes: Record<string, string>; inside: unknown }

const elementsIn = (nodes: unknown): Element[] =>
  XmlNodes.parse(nodes).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
    return name === undefined ? [] : [{ name, attributes: node[':@'], inside: node[name] }]
  })

const textIn = (nodes: unknown): string =>
  XmlNodes.parse(nodes)
    .map((node) => node['#text'] ?? '')
    .join(' ')
    .trim()

const methodOf = (method = 'POST'): 'GET' | 'POST' => {
  if (method !== 'GET' && method !== 'POST') throw new TwimlProblem(12200, `Method ${method} is neither GET nor POST`)
  return method
}

const parametersOf = (stream: Element): Record<string, string> =>
  Object.fromEntries(
    elementsIn(stream.inside).map(({ name: element, attributes: { name = '', value = '' } }) => {
      if (element !== 'Parameter' || !name) throw new TwimlProblem(12200, `<${element}> cannot stand in <Stream>, or has no name`)
      if (name.length + value.length >= PARAMETER_LIMIT)
        throw new TwimlProblem(12200, `<Parameter> ${name} has ${PARAMETER_LIMIT} letters or more`)
      return [name, value]
    }),
  )

const streamOf = (connect: Element): Verb => {
  const [stream, ...others] = elementsIn(connect.inside)
  if (stream?.name !== 'Stream' || others.length > 0) throw new TwimlProblem(12200, '<Connect> must hold one <Stream>')
  const { url, name, statusCallback, statusCallbackMethod } = stream.attributes
  if (!url) throw new TwimlProblem(12200, '<Stream> has no url')
  return {
    verb: 'stream',
    stream: {
      url,
      parameters: parametersOf(stream),
      ...(name ? { name } : {}),
      ...(statusCallback ? { statusCallback: { url: statusCallback, method: methodOf(statusCallbackMethod) } } : {}),
    },
  }
}

const VERBS: Record<string, (element: Element) => Verb> = {
  Say: (say) => {
    const text = textIn(say.inside)
    return { verb: 'say', text, ms: text.length * SPOKEN_LETTER_MS }
  },
  Pause: ({ attributes: { length = '1' } }) => {
    const seconds = Number(length)
    if (!(seconds >= 0)) throw new TwimlProblem(12200, `<Pause> of ${length} seconds`)
    return { verb: 'pause', ms: seconds * 1_000 }
  },
  Hangup: () => ({ verb: 'hangup' }),
  Connect: streamOf,
}

export const readTwiml = (xml: string): Verb[] => {
  const valid = XMLValidator.validate(xml)
  if (valid !== true) throw new TwimlProblem(12100, `Not XML: ${valid.err.msg} (line ${valid.err.line})`)
  const [response] = elementsIn(parser.parse(xml))
  if (response?.name !== 'Response') throw new TwimlProblem(12200, `The document is <${response?.name}>, not <Response>`)
  return elementsIn(response.inside).map((element) => {
    const read = VERBS[element.name]
    if (!read) throw new TwimlProblem(12200, `<${element.name}> is not obeyed here`)
    return read(element)
  })
}
