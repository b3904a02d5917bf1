import type { Metadata } from 'next'
import { ApiGuide } from '#components/api-guide'
import { PageFrame } from '#components/page-frame'
import { PageTitle } from '#components/page-title'
import { documents } from '#domain/public/openapi/documents'
import { describedOperations } from '#domain/public/openapi/management'
import { metadataOf } from '../metadata.ts'
import { readHome, readSettings, requestNow } from '../reads.ts'

export async function generateMetadata(): Promise<Metadata> {
  const page = await readSettings()
  return metadataOf({
    title: `Feeds and API · ${page.name}`,
    description: `How programs read ${page.name}: the Status API v2, feeds, calendars, badges and more.`,
    path: '/api',
    state: null,
  })
}

export default async function ApiPage() {
  const [{ page, ungrouped, groups, open, recent }, now] = [await readHome(), await requestNow()]
  const component = ungrouped[0] ?? groups[0]?.components[0]
  const incident = open[0] ?? recent.flatMap((day) => day.incidents)[0]
  return (
    <PageFrame page={page} asOf={now}>
      <PageTitle>Feeds and API</PageTitle>
      <ApiGuide
        documents={documents}
        operations={describedOperations}
        examples={{
          slug: component?.slug ?? null,
          componentId: component?.id ?? null,
          incidentId: incident?.id ?? null,
        }}
      />
    </PageFrame>
  )
}
