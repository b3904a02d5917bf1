import type { ChangeLine } from './change-lines.ts'

/** What an act changed: each field with what it said before, crossed out, and after. */
export function ChangeList({ lines }: { lines: readonly ChangeLine[] }) {
  if (lines.length === 0) return null
  return (
    <dl className="mt-1.5 grid gap-x-4 gap-y-1 text-note sm:grid-cols-[9rem_minmax(0,1fr)]">
      {lines.map((line, index) => (
        <div key={index} className="contents">
          <dt className="text-muted max-sm:mt-1.5">{line.label}</dt>
          <dd className="min-w-0 wrap-anywhere whitespace-pre-wrap">
            {line.before !== null && (
              <>
                <span className="sr-only">before: </span>
                <del className="text-muted">{line.before}</del>
              </>
            )}
            {line.before !== null && line.after !== null && <span aria-hidden="true">{' → '}</span>}
            {line.after !== null && (
              <>
                {line.before !== null && <span className="sr-only">, after: </span>}
                <span>{line.after}</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
