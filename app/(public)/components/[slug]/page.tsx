import type { Metadata } from 'next'
import { ComponentDetail } from '#components/component/component-detail'
import { MissingPage } from '#components/missing-page'
import { PageFrame } from '#components/page-frame'
import { nextChange } from '#domain/public/instants/next-change'
import { statusWords } from '#domain/status'
import { metadataOf, missingMetadata, shorten } from '../../metadata.ts'
import { readComponent, readSettings, requestNow } from '../../reads.ts'

interface ComponentPageProps {
  params: Promise<{ slug: string }>
}

export async function generateMetadata({ params }: ComponentPageProps): Promise<Metadata> {
  const { slug } = await params
  const found = await readComponent(slug)
  if (!found) return missingMetadata(`No such component · ${(await readSettings()).name}`)
  const { component, page } = found
  const state = component.archivedAt === null ? component.status : 'no_data'
  const words = component.archivedAt === null ? statusWords[state].toLowerCase() : 'archived'
  return metadataOf({
    title: `${component.name}: ${words} · ${page.name}`,
    description: shorten(component.description ?? `The status, uptime and incidents of ${component.name}.`),
    path: `/components/${component.slug}`,
    state,
    feedPath: `/components/${component.slug}`,
    changesAt: nextChange(
      found.incidents.flatMap(({ scheduledFor, scheduledUntil }) => [scheduledFor, scheduledUntil]),
      await requestNow(),
      page.timeZone,
    ),
  })
}

export default async function ComponentStatusPage({ params }: ComponentPageProps) {
  const { slug } = await params
  const [found, page, now] = [await readComponent(slug), await readSettings(), await requestNow()]
  return (
    <PageFrame page={page} asOf={now}>
      {found ? (
        <ComponentDetail component={found.component} incidents={found.incidents} now={now} timeZone={page.timeZone} />
      ) : (
        <MissingPage
          title="There is no such component"
          text="The link may be cut off or mistyped. All components stand on the page of the current status."
        />
      )}
    </PageFrame>
  )
}
