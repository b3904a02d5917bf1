import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { ComponentFigureView } from '#components/uptime/component-figure'
import { figureHref, periodWords } from '#components/uptime/period-words'
import { nextChange } from '#domain/public/instants/next-change'
import { uptimeWords } from '#domain/uptime'
import { metadataOf, missingMetadata } from '../../../metadata.ts'
import { readFigure, readSettings, requestNow } from '../../../reads.ts'
import { MissingFigure, missingFigureTitle } from '../../missing-figure.tsx'

interface FigurePageProps {
  params: Promise<{ slug: string; period: string }>
}

export async function generateMetadata({ params }: FigurePageProps): Promise<Metadata> {
  const { slug, period } = await params
  const [figure, page] = [await readFigure(slug, period), await readSettings()]
  if (typeof figure === 'string') return missingMetadata(`${missingFigureTitle(figure)} · ${page.name}`)
  const { component, weighted } = figure
  const title = `Uptime of ${component.name}, ${periodWords(figure.period)}`
  const words = weighted === null ? 'Nothing was observed.' : `${uptimeWords(weighted)}, and everything it is made of.`
  return metadataOf({
    title: `${title} · ${page.name}`,
    description: `${title}: ${words}`,
    path: figureHref(component, figure.period.name),
    state: null,
    changesAt: nextChange([], await requestNow(), page.timeZone),
  })
}

export default async function ComponentFigurePage({ params }: FigurePageProps) {
  const { slug, period } = await params
  const [figure, page, now] = [await readFigure(slug, period), await readSettings(), await requestNow()]
  return (
    <PageFrame page={page} asOf={now}>
      {typeof figure === 'string' ? <MissingFigure why={figure} /> : <ComponentFigureView figure={figure} />}
    </PageFrame>
  )
}
