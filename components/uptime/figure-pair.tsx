import { uptimeWords } from '#domain/uptime'

interface FigurePairProps {
  /** Hundredths of a percent; null where nothing was observed. */
  weighted: number | null
  strict: number | null
  /** Where the figures are explained; left out on the page that explains them. */
  href?: string
  /** Whether both are means of several components' figures. */
  isMean?: boolean
  isLarge?: boolean
}

/** Uptime and strict uptime side by side; both lead to what they are made of. */
export function FigurePair({ weighted, strict, href, isMean = false, isLarge = false }: FigurePairProps) {
  if (weighted === null || strict === null) return <p className="text-muted">Nothing was observed.</p>
  const figures: [string, number][] = [
    [isMean ? 'Mean uptime' : 'Uptime', weighted],
    [isMean ? 'Mean strict uptime' : 'Strict uptime', strict],
  ]
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1 sm:gap-x-8 lg:gap-x-4">
      {figures.map(([term, figure]) => (
        <div key={term}>
          <dt className="text-small text-muted">{term}</dt>
          <dd className={isLarge ? 'text-headline font-bold tracking-tight' : 'font-semibold'}>
            {href === undefined ? (
              uptimeWords(figure)
            ) : (
              <a className="-my-2.5 inline-block py-2.5" href={href}>
                {uptimeWords(figure)}
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
