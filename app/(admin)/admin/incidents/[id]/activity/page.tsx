import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { readIncident } from '#domain/incidents/incident-record'
import { readPage } from '#domain/page'
import { readActivityPage, type DetailedActivity } from '#domain/team/activity'
import { instantWords } from '../../../../../../components/instants.tsx'
import { Pagination } from '../../../../../../components/pagination.tsx'
import { Time } from '../../../../../../components/time.tsx'
import { activityWords } from '../../../../parts/incidents/activity-words.ts'
import { pageNumberOf } from '../../../../parts/incidents/incident-list.tsx'
import { Missing } from '../../../../parts/missing.tsx'
import { PageTitle } from '../../../../parts/page-title.tsx'
import { Panel } from '../../../../parts/panel.tsx'
import { changeLines, type ChangeLine } from './change-lines.ts'

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
                <Changes lines={changeLines(entry.before, entry.after, words)} />
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

const actorWords: Record<Exclude<DetailedActivity['actorKind'], 'person'>, string> = {
  token: 'a program',
  alert: 'a source of alerts',
  command: 'from the command line',
  worker: 'by itself',
  setup: 'while setting up',
}

function Changes({ lines }: { lines: readonly ChangeLine[] }) {
  if (lines.length === 0) return null
  return (
    <dl className="mt-1.5 grid gap-x-4 gap-y-1 text-note sm:grid-cols-[9rem_minmax(0,1fr)]">
      {lines.map((line, index) => (
        <div key={index} className="contents">
          <dt className="text-muted max-sm:mt-1.5">{line.label}</dt>
          <dd className="min-w-0 wrap-anywhere whitespace-pre-wrap">
            {line.before !== null && (
              <>
                <span className="sr-only">before: </span>
                <del className="text-muted">{line.before}</del>
              </>
            )}
            {line.before !== null && line.after !== null && <span aria-hidden="true">{' → '}</span>}
            {line.after !== null && (
              <>
                {line.before !== null && <span className="sr-only">, after: </span>}
                <span>{line.after}</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
