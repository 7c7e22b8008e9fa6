// The words as real rows of the list will hear them, one after another; what a row lacks is marked.
import { type KeyboardEvent, useState } from 'react'
import type { PreviewWords, WordsPart } from '#contract/list-preview.ts'
import { count, plural } from '../../format.ts'
import { Button } from '../../ui/button.tsx'

const Part = ({ part: { text, variable, isMissing } }: { part: WordsPart }) => {
  if (variable === undefined) return text
  if (isMissing) return <mark className="rounded-4 bg-voicemail/25 px-1 text-ink">no {variable}</mark>
  return <span className="underline decoration-accent/60 underline-offset-3">{text}</span>
}

const Spoken = ({ parts }: { parts: readonly WordsPart[] }) => (
  <p className="break-words whitespace-pre-line">
    {parts.map((part, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and come anew as a whole.
      <Part key={i} part={part} />
    ))}
  </p>
)

const Lacking = ({ lacking: { variable, rows }, isEverybody }: { lacking: PreviewWords['lacking'][number]; isEverybody: boolean }) => (
  <li>
    {isEverybody ? 'No contact has a ' : `${plural(rows, 'contact')} ${rows === 1 ? 'has' : 'have'} no `}
    <code className="font-mono">{variable}</code>
  </li>
)

type Props = {
  words: PreviewWords
  /** Contacts that would hear them. */
  called: number
  /** The list is longer, and only so many of its rows were looked at; absent: all were. */
  ofFirst?: number
}

export const SpokenWords = ({ words: { examples, lacking }, called, ofFirst }: Props) => {
  const [index, setIndex] = useState(0)
  const at = Math.min(index, examples.length - 1)
  const example = examples[at]
  const flip = (by: number): void => setIndex((at + by + examples.length) % examples.length)
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'ArrowLeft') flip(-1)
    if (key === 'ArrowRight') flip(1)
  }
  return (
    <section aria-label="The words as they will be said" className="flex flex-col gap-2 rounded-8 bg-sunk/60 p-3">
      {example ? (
        <>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do what the two buttons in it do. */}
          <div onKeyDown={onKeyDown} className="flex items-center gap-2">
            <h4 className="mr-auto min-w-0 truncate text-12 text-soft">
              {example.name ?? example.phone}, line <span className="font-number">{count(example.line)}</span>
            </h4>
            <Button aria-label="The row before" onClick={() => flip(-1)}>
              ←
            </Button>
            <span aria-live="polite" className="text-12 whitespace-nowrap text-soft">
              {at + 1} of {examples.length}
            </span>
            <Button aria-label="The next row" onClick={() => flip(1)}>
              →
            </Button>
          </div>
          <Spoken parts={example.firstMessage} />
          {example.prompt.length > 0 ? (
            <details>
              <summary className="w-fit cursor-pointer text-12 text-soft">The prompt of this call</summary>
              <div className="mt-1 max-h-48 overflow-y-auto">
                <Spoken parts={example.prompt} />
              </div>
            </details>
          ) : null}
        </>
      ) : (
        <p className="text-soft">Nobody on the list will be called, so nothing will be said.</p>
      )}
      {lacking.length > 0 ? (
        <div role="status" className="flex flex-col gap-1 border-t border-line pt-2 text-12">
          <ul className="flex flex-col gap-0.5">
            {lacking.map((one) => (
              <Lacking key={one.variable} lacking={one} isEverybody={one.rows === called} />
            ))}
          </ul>
          <p className="text-soft">
            {ofFirst === undefined ? '' : `Of the first ${plural(ofFirst, 'row')}. `}Nothing is said in its place; with{' '}
            <code className="font-mono">{`{{${lacking[0]?.variable}|something}}`}</code> something else is.
          </p>
        </div>
      ) : null}
    </section>
  )
}
