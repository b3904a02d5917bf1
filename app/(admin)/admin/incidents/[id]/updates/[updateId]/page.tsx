import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { markOfUpdate } from '#domain/corrections/update-corrections'
import { readDraft } from '#domain/forms/drafts'
import { readPage } from '#domain/page'
import { listCorrections, type TeamCorrection } from '#domain/team/corrections'
import { readTeamIncident } from '#domain/team/incident'
import { zoneAbbreviation } from '#domain/zone-names'
import { Time } from '../../../../../../../components/time.tsx'
import { Missing } from '../../../../../parts/missing.tsx'
import { NotAllowed } from '../../../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../../../parts/page-title.tsx'
import { Panel, TeamOnlyMark } from '../../../../../parts/panel.tsx'
import { CorrectionList } from '../../corrections/correction-list.tsx'
import { fieldTime } from '../../corrections/window-fields.ts'
import { CorrectUpdateForm } from './correct-update-form.tsx'

interface UpdatePageProps {
  params: Promise<{ id: string; updateId: string }>
}

const readAll = cache((id: string, updateId: string) => {
  const now = Date.now()
  return readForPage((db) => {
    const incident = readTeamIncident(db, id, now)
    return {
      now,
      timeZone: readPage(db).timeZone,
      incident,
      update: incident?.updates.find((update) => update.id === updateId) ?? null,
      corrections: incident ? listCorrections(db, id, incident.updates) : [],
    }
  })
})

export async function generateMetadata({ params }: UpdatePageProps): Promise<Metadata> {
  const { id, updateId } = await params
  await requireSession(`/admin/incidents/${id}/updates/${updateId}`)
  const { update } = await readAll(id, updateId)
  return { title: update ? `Correct “${update.label}”` : 'No such update' }
}

export default async function UpdatePage({ params }: UpdatePageProps) {
  const { id, updateId } = await params
  const path = `/admin/incidents/${id}`
  const { actor } = await requireSession(`${path}/updates/${updateId}`)
  const draft = await readForPage((db) => readDraft(db, actor.id, `incident_update.correct:${updateId}`))
  const { incident, update, corrections, now, timeZone } = await readAll(id, updateId)
  if (!incident || !update) {
    return (
      <Missing
        title="There is no such update"
        text="The address may be mistyped. Look for it on its incident’s page."
      />
    )
  }
  const isResponder = mayAct(actor.role, 'responder')
  const isPublic = !incident.isInternal && update.publishedAt !== null
  const seen = markOfUpdate(update)
  return (
    <div className="max-w-[52rem]">
      <PageTitle title={`Correct “${update.label}”`} back={{ href: path, label: incident.title }} />
      <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-note text-muted">
        <span>
          {update.publishedAt === null ? 'Written ' : 'Told '}
          <Time at={update.publishedAt ?? update.happenedAt} now={now} timeZone={timeZone} />
          {update.authorName && ` by ${update.authorName}`}
        </span>
        {!isPublic && <TeamOnlyMark>{incident.isInternal ? 'internal' : 'draft, never public'}</TeamOnlyMark>}
      </p>
      {!isResponder && (
        <>
          <NotAllowed role={actor.role} needed="responder" what="correct an update" />
          <Panel title="What it says">
            <div className="prose mt-2" dangerouslySetInnerHTML={{ __html: update.html }} />
          </Panel>
        </>
      )}
      {isResponder && incident.mergedIntoId && (
        <p className="mt-4">
          The incident was merged into another one.{' '}
          <a href={`/admin/incidents/${incident.mergedIntoId}`}>Correct it there</a>.
        </p>
      )}
      {isResponder && !incident.mergedIntoId && (
        <Panel>
          <CorrectUpdateForm
            key={seen}
            incidentId={id}
            updateId={updateId}
            isPublic={isPublic}
            before={{ body: update.body, happenedAt: fieldTime(update.happenedAt, timeZone) }}
            isHtml={update.bodyFormat === 'html'}
            seen={seen}
            zone={zoneAbbreviation(update.happenedAt, timeZone)}
            draft={draft}
          />
        </Panel>
      )}
      <Panel title="Earlier versions">
        <CorrectionList
          corrections={corrections.flatMap((correction) => ofUpdate(correction, updateId))}
          hrefOf={null}
          now={now}
          timeZone={timeZone}
        />
      </Panel>
    </div>
  )
}

/** What a correction did to one update; nothing where it did something else. */
function ofUpdate(correction: TeamCorrection, updateId: string): TeamCorrection[] {
  const changes = correction.changes.filter((change) => 'update' in change && change.update.id === updateId)
  return changes.length > 0 ? [{ ...correction, changes }] : []
}
