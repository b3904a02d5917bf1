import type { Metadata } from 'next'
import { PageFrame } from '#components/page-frame'
import { GroupFigureView } from '#components/uptime/group-figure'
import { figureHref, periodWords } from '#components/uptime/period-words'
import { nextChange } from '#domain/public/instants/next-change'
import { uptimeWords } from '#domain/uptime'
import { metadataOf, missingMetadata } from '../../../../metadata.ts'
import { readGroupsFigure, readSettings, requestNow } from '../../../../reads.ts'
import { MissingFigure, missingFigureTitle } from '../../../missing-figure.tsx'

interface GroupFigurePageProps {
  params: Promise<{ id: string; period: string }>
}

export async function generateMetadata({ params }: GroupFigurePageProps): Promise<Metadata> {
  const { id, period } = await params
  const [figure, page] = [await readGroupsFigure(id, period), await readSettings()]
  if (typeof figure === 'string') return missingMetadata(`${missingFigureTitle(figure)} · ${page.name}`)
  const { group, weighted } = figure
  const title = `Mean uptime of ${group.name ?? 'all components'}, ${periodWords(figure.period)}`
  const words = weighted === null ? 'Nothing was observed.' : `${uptimeWords(weighted)}, and the figures behind it.`
  return metadataOf({
    title: `${title} · ${page.name}`,
    description: `${title}: ${words}`,
    path: figureHref(group, figure.period.name),
    state: null,
    changesAt: nextChange([], await requestNow(), page.timeZone),
  })
}

export default async function GroupFigurePage({ params }: GroupFigurePageProps) {
  const { id, period } = await params
  const [figure, page, now] = [await readGroupsFigure(id, period), await readSettings(), await requestNow()]
  return (
    <PageFrame page={page} asOf={now}>
      {typeof figure === 'string' ? <MissingFigure why={figure} /> : <GroupFigureView figure={figure} />}
    </PageFrame>
  )
}
