// The rows of a list that cannot be called, and where to get all of them to be repaired.
import type { ImportWithResults } from '#contract/import.ts'
import { plural } from '../../format.ts'

export const ImportRejects = ({ found }: { found: ImportWithResults }) => (
  <details className="border-t border-line pt-2">
    <summary className="cursor-pointer">
      {plural(found.rejected, 'row')} cannot be called
      {found.rejected > found.rejects.length ? `; the first ${found.rejects.length}` : ''}
    </summary>
    {found.results?.rejectsUrl ? (
      <p className="mt-2">
        <a className="underline" href={found.results.rejectsUrl} download>
          Download these rows
        </a>
        , repair them, and import the file again.
      </p>
    ) : null}
    <table className="mt-2 w-full">
      <caption className="sr-only">Rows that cannot be called</caption>
      <thead className="text-12 text-soft">
        <tr>
          <th scope="col" className="pr-3">
            Line
          </th>
          <th scope="col" className="pr-3">
            Column
          </th>
          <th scope="col">Reason</th>
        </tr>
      </thead>
      <tbody>
        {found.rejects.map((reject) => (
          <tr key={`${reject.line} ${reject.column}`} className="align-top">
            <td className="pr-3 font-number">{reject.line}</td>
            <td className="pr-3">{reject.column}</td>
            <td>{reject.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
)
