import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { readIncident } from '#domain/incidents/incident-record'
import { readPage } from '#domain/page'
import { readActivityPage } from '#domain/team/activity'
import { instantWords } from '../../../../../../components/instants.tsx'
import { Pagination } from '../../../../../../components/pagination.tsx'
import { Time } from '../../../../../../components/time.tsx'
import { activityWords } from '../../../../parts/incidents/activity-words.ts'
import { pageNumberOf } from '../../../../parts/incidents/incident-list.tsx'
import { Missing } from '../../../../parts/missing.tsx'
import { PageTitle } from '../../../../parts/page-title.tsx'
import { Panel } from '../../../../parts/panel.tsx'
import { actorWords } from '../../../../parts/record/actor-words.ts'
import { changeLines } from '../../../../parts/record/change-lines.ts'
import { ChangeList } from '../../../../parts/record/change-list.tsx'

interface ActivityPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<{ page?: string | string[] }>
}

const readIncidentRow = cache((id: string) => readForPage((db) => readIncident(db, id)))

export async function generateMetadata({ params }: ActivityPageProps): Promise<Metadata> {
  const { id } = await params
  await requireSession(`/admin/incidents/${id}/activity`)
  const incident = await readIncidentRow(id)
  return { title: incident ? `Who did what: ${incident.title}` : 'No such incident' }
}

/** Everything that was ever done to an incident, with what it said before and after. */
export default async function IncidentActivityPage({ params, searchParams }: ActivityPageProps) {
  const { id } = await params
  const path = `/admin/incidents/${id}`
  await requireSession(`${path}/activity`)
  const incident = await readIncidentRow(id)
  if (!incident) {
    return <Missing title="There is no such incident" text="The address may be mistyped. Look for it in the list." />
  }
  const asked = pageNumberOf((await searchParams).page)
  const now = Date.now()
  const { activity, timeZone } = await readForPage((db) => ({
    activity: readActivityPage(db, { kind: 'incident', id }, asked),
    timeZone: readPage(db).timeZone,
  }))
  const words = {
    nameOf: (nameId: string) => activity.names.get(nameId),
    instantWords: (at: number) => instantWords(at, { now, timeZone }, 'full'),
  }
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Who did what" back={{ href: path, label: incident.title }} />
      <p className="mt-2 text-note text-muted">
        {activity.total === 0
          ? 'Nothing is on record.'
          : `${activity.total} on record, the newest first. Written down as it was done; nobody can change it here.`}
      </p>
      {activity.entries.length > 0 && (
        <Panel>
          <ol role="list">
            {activity.entries.map((entry) => (
              <li key={entry.number} className="border-line py-4 first:pt-0 last:pb-0 not-first:border-t">
                <p className="flex flex-wrap justify-between gap-x-6">
                  <span>
                    <strong className="font-semibold">{entry.actorName}</strong> {activityWords(entry.action)}
                    {entry.actorKind !== 'person' && (
                      <span className="text-muted">{` (${actorWords[entry.actorKind]})`}</span>
                    )}
                  </span>
                  <span className="text-note text-muted">
                    <Time at={entry.at} now={now} timeZone={timeZone} form="stamp" />
                  </span>
                </p>
                <ChangeList lines={changeLines(entry.before, entry.after, words)} />
              </li>
            ))}
          </ol>
        </Panel>
      )}
      <Pagination
        number={activity.number}
        pages={activity.pages}
        hrefOf={(number) => `${path}/activity?page=${number}`}
        label="Pages of the record"
      />
    </div>
  )
}
