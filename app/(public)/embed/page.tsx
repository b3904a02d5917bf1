import type { Metadata } from 'next'
import { EmbeddedStatus } from '#components/embed/embedded-status'
import { instantsOf, nextChange } from '#domain/public/instants/next-change'
import { addressOf, metadataOf } from '../metadata.ts'
import { readHome } from '../reads.ts'

export async function generateMetadata(): Promise<Metadata> {
  const { page, headline, open, activeMaintenance, plannedMaintenance, asOf } = await readHome()
  const instants = [...open, ...activeMaintenance, ...plannedMaintenance].flatMap(instantsOf)
  const described = metadataOf({
    title: `${headline.text} · ${page.name}`,
    description: headline.text,
    path: '/',
    state: headline.state,
    changesAt: nextChange(instants, asOf, page.timeZone),
  })
  return { ...described, robots: { index: false } }
}

/** The headline and what is open, small enough for a frame in another page; the edge lets it be framed. */
export default async function EmbedPage() {
  return <EmbeddedStatus status={await readHome()} homeUrl={addressOf('/')} />
}
