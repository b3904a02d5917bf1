import { ButtonLink } from './button-link.tsx'

interface PaginationProps {
  /** 1 is the newest. */
  number: number
  pages: number
  hrefOf: (number: number) => string
  /** What its pages are of. */
  label?: string
}

/** The way to newer and older pages of a list. */
export function Pagination({ number, pages, hrefOf, label = 'Pages of the history' }: PaginationProps) {
  if (pages < 2) return null
  return (
    <nav aria-label={label} className="mt-12 flex flex-wrap items-center gap-3 print:hidden">
      {number > 1 && (
        <ButtonLink href={hrefOf(number - 1)} rel="prev">
          Newer
        </ButtonLink>
      )}
      {number < pages && (
        <ButtonLink href={hrefOf(number + 1)} rel="next">
          Older
        </ButtonLink>
      )}
      <p className="text-note text-muted">{`Page ${number} of ${pages}`}</p>
    </nav>
  )
}
