import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { groupMark } from '#domain/components/component-marks'
import { listGroups } from '#domain/components/component-groups'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { listComponents } from '#domain/components/components'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ComponentGroupPanel } from './component-group-panel.tsx'
import { CreateComponentForm, CreateGroupForm } from './create-forms.tsx'
import { RestoreForm } from './restore-form.tsx'

export const metadata: Metadata = { title: 'Components' }

export default async function ComponentsPage() {
  const { actor } = await requireSession('/admin/components')
  const { components, groups, archived } = await readForPage((db) => ({
    components: listComponentStatuses(db, Date.now()),
    groups: listGroups(db),
    archived: listComponents(db).filter((component) => component.archivedAt !== null),
  }))
  const canChange = mayAct(actor.role, 'owner')
  const membersOf = (groupId: string | null) => components.filter((component) => component.groupId === groupId)
  return (
    <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start lg:gap-x-6">
      <div className="min-w-0">
        <PageTitle title="Components" />
        {!canChange && <p className="mt-2 text-note text-muted">In the order of the page. An owner can change them.</p>}
        {components.length === 0 && (
          <p className="mt-5 rounded-control bg-no-data-tint px-4 py-3">
            The page has no components yet, so customers read that it is being set up.
          </p>
        )}
        {membersOf(null).length > 0 && (
          <ComponentGroupPanel group={null} components={membersOf(null)} canChange={canChange} />
        )}
        {groups.map((group, index) => (
          <ComponentGroupPanel
            key={group.id}
            group={{ ...group, mark: groupMark(group), isFirst: index === 0, isLast: index === groups.length - 1 }}
            components={membersOf(group.id)}
            canChange={canChange}
          />
        ))}
        {archived.length > 0 && (
          <Panel title="Archived">
            <p className="mt-1 text-note text-muted">Off the page; their history stays.</p>
            <ul className="mt-2" role="list">
              {archived.map((component) => (
                <li
                  key={component.id}
                  className="flex flex-wrap items-center justify-between gap-3 border-line py-2 not-first:border-t"
                >
                  <a href={`/admin/components/${component.id}`} className="inline-flex min-h-11 items-center">
                    {component.name}
                  </a>
                  {canChange && <RestoreForm id={component.id} name={component.name} />}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
      {canChange && (
        <div className="min-w-0">
          <Panel title="Add a component">
            <CreateComponentForm groups={groups.map((group) => ({ value: group.id, label: group.name }))} />
          </Panel>
          <Panel title="Add a group">
            <CreateGroupForm />
          </Panel>
        </div>
      )}
    </div>
  )
}
