import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { dateOf } from '#domain/calendar'
import { listGroups } from '#domain/components/component-groups'
import { componentMark, operationsMark } from '#domain/components/component-marks'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { readComponent } from '#domain/components/components'
import { readPage } from '#domain/page'
import { StatusChip } from '../../../../../components/status-chip.tsx'
import { Missing } from '../../../parts/missing.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { Panel, TeamOnly, TeamOnlyMark } from '../../../parts/panel.tsx'
import { RestoreForm } from '../restore-form.tsx'
import { ArchiveForm } from './archive-form.tsx'
import { ComponentFacts, OperationsFacts } from './component-facts.tsx'
import { ComponentForm, type ComponentBefore } from './component-form.tsx'
import { Holders } from './holders.tsx'
import { OperationsForm } from './operations-form.tsx'
import { StatusForm } from './status-form.tsx'

interface ComponentPageProps {
  params: Promise<{ id: string }>
}

const readAll = cache((id: string) => {
  const now = Date.now()
  return readForPage((db) => ({
    now,
    timeZone: readPage(db).timeZone,
    component: readComponent(db, id),
    held: listComponentStatuses(db, now).find((candidate) => candidate.id === id) ?? null,
    groups: listGroups(db),
  }))
})

export async function generateMetadata({ params }: ComponentPageProps): Promise<Metadata> {
  const { id } = await params
  await requireSession(`/admin/components/${id}`)
  return { title: (await readAll(id)).component?.name ?? 'No such component' }
}

export default async function ComponentPage({ params }: ComponentPageProps) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/components/${id}`)
  const { component, held, groups, now, timeZone } = await readAll(id)
  if (!component) {
    return <Missing title="There is no such component" text="The address may be mistyped. Look for it in the list." />
  }
  const isOwner = mayAct(actor.role, 'owner')
  const before: ComponentBefore = {
    id,
    name: component.name,
    description: component.description ?? '',
    groupId: component.groupId ?? '',
    showsUptime: component.showsUptime,
    onlyShownIfDegraded: component.onlyShownIfDegraded,
    isHidden: component.hiddenAt !== null,
    startsOn: dateOf(component.startsAt, timeZone),
    mark: componentMark(component),
  }
  const groupOptions = groups.map((group) => ({ value: group.id, label: group.name }))
  return (
    <div className="max-w-[46rem]">
      <PageTitle title={component.name} back={{ href: '/admin/components', label: 'Components' }} />
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        {held && <StatusChip state={held.status} />}
        {before.isHidden && <TeamOnlyMark>hidden, never public</TeamOnlyMark>}
        {component.archivedAt !== null && <span className="text-muted">Archived: off the page</span>}
        {!before.isHidden && (
          <a href={`/components/${component.slug}`} className="inline-flex min-h-11 items-center text-note">
            What customers read
          </a>
        )}
      </p>
      {held && (
        <Panel title="Status">
          <Holders holders={held.holders} now={now} timeZone={timeZone} />
          {mayAct(actor.role, 'responder') && (
            <StatusForm
              id={id}
              name={component.name}
              byHand={held.holders.find((holder) => holder.incidentId === null)?.status ?? 'operational'}
              holders={held.holders.filter((holder) => holder.incidentId !== null && !holder.isInternal)}
            />
          )}
        </Panel>
      )}
      <Panel title="What customers read">
        {isOwner ? (
          <ComponentForm before={before} groups={groupOptions} />
        ) : (
          <ComponentFacts before={before} groupName={groups.find((group) => group.id === before.groupId)?.name} />
        )}
      </Panel>
      <TeamOnly title="What the team knows">
        <OperationsFacts operations={component.operations} />
        {isOwner && (
          <OperationsForm id={id} before={component.operations} mark={operationsMark(component.operations)} />
        )}
      </TeamOnly>
      {isOwner && component.archivedAt === null && (
        <Panel title="Archive it">
          <ArchiveForm id={id} name={component.name} />
        </Panel>
      )}
      {isOwner && component.archivedAt !== null && (
        <Panel title="Bring it back">
          <p className="my-2">It stands on the page again, with its history.</p>
          <RestoreForm id={id} name={component.name} />
        </Panel>
      )}
    </div>
  )
}
