import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { ButtonLink } from '#components/button-link'
import { MissingPage } from '#components/missing-page'
import { PageFrame } from '#components/page-frame'
import { ReportVersion } from '#components/report/report-version'
import { metadataOf, missingMetadata } from '../../../../metadata.ts'
import { readIncident, readSettings, readVersion, requestNow } from '../../../../reads.ts'

interface VersionPageProps {
  params: Promise<{ id: string; number: string }>
}

export async function generateMetadata({ params }: VersionPageProps): Promise<Metadata> {
  const { id, number } = await params
  const [found, page] = [await read(id, number), await readSettings()]
  if (!found || 'forwardTo' in found) return missingMetadata(`No such report · ${page.name}`)
  const { incident, version } = found
  return metadataOf({
    title: `Report on “${incident.title}”, version ${version.number} · ${page.name}`,
    description: `Version ${version.number} of the follow-up report on “${incident.title}”.`,
    path: `/incidents/${incident.id}/reports/${version.number}`,
    state: null,
  })
}

/** A version of a follow-up report, as it was published: later ones take nothing of it away. */
export default async function VersionPage({ params }: VersionPageProps) {
  const { id, number } = await params
  const [found, page, now] = [await read(id, number), await readSettings(), await requestNow()]
  if (found && 'forwardTo' in found) permanentRedirect(`/incidents/${found.forwardTo}#report`)
  return (
    <PageFrame page={page} asOf={now}>
      {found ? (
        <ReportVersion {...found} now={now} timeZone={page.timeZone} />
      ) : (
        <>
          <MissingPage
            title="There is no such report"
            text="The link may be cut off or mistyped. All follow-up reports that were published stand in one list."
          />
          <p className="mt-3">
            <ButtonLink href="/reports">Follow-up reports</ButtonLink>
          </p>
        </>
      )}
    </PageFrame>
  )
}

async function read(id: string, number: string) {
  const found = await readIncident(id)
  if (!found || 'forwardTo' in found) return found
  const { incident, reports } = found
  const version = /^\d{1,6}$/.test(number) ? await readVersion(incident.id, Number(number)) : null
  return version && { incident, version, newest: reports.versions[0]?.number ?? version.number }
}
