import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { IncidentArticle } from '#components/incident/incident-article'
import { ownState } from '#components/incident/incident-words'
import { MissingPage } from '#components/missing-page'
import { PageFrame } from '#components/page-frame'
import { instantsOf, nextChange, reportInstantsOf } from '#domain/public/instants/next-change'
import { textToPlain } from '#domain/text'
import { addressOf, metadataOf, missingMetadata, shorten } from '../../metadata.ts'
import { readIncident, readSettings, requestNow } from '../../reads.ts'

interface IncidentPageProps {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: IncidentPageProps): Promise<Metadata> {
  const { id } = await params
  const [found, page] = [await readIncident(id), await readSettings()]
  if (!found || 'forwardTo' in found) return missingMetadata(`No such incident · ${page.name}`)
  const { incident, reports } = found
  const newest = incident.updates[0]
  return metadataOf({
    title: `${incident.title} · ${page.name}`,
    description: shorten(newest ? `${newest.label}: ${textToPlain(newest.body, newest.bodyFormat)}` : incident.title),
    path: `/incidents/${incident.id}`,
    state: ownState(incident),
    feedPath: `/incidents/${incident.id}`,
    picturePath: `/incidents/${incident.id}/og.png`,
    changesAt: nextChange([...instantsOf(incident), ...reportInstantsOf(reports)], await requestNow(), page.timeZone),
  })
}

export default async function IncidentPage({ params }: IncidentPageProps) {
  const { id } = await params
  const [found, page, now] = [await readIncident(id), await readSettings(), await requestNow()]
  if (found && 'forwardTo' in found) permanentRedirect(`/incidents/${found.forwardTo}`)
  return (
    <PageFrame page={page} asOf={now}>
      {found ? (
        <IncidentArticle
          incident={found.incident}
          reports={found.reports}
          now={now}
          timeZone={page.timeZone}
          url={addressOf(`/incidents/${found.incident.id}`)}
        />
      ) : (
        <MissingPage
          title="There is no such incident"
          text="The link may be cut off or mistyped. Everything that was published stands in the history."
        />
      )}
    </PageFrame>
  )
}
