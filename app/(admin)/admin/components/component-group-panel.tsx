import { StatusChip } from '../../../../components/status-chip.tsx'
import type { HeldComponent } from '#domain/components/component-statuses'
import { Panel, TeamOnlyMark } from '../../parts/panel.tsx'
import { moveComponentAction, moveGroupAction } from './actions.ts'
import { GroupForms } from './group-forms.tsx'
import { MoveForm } from '../../parts/forms/move-form.tsx'

interface ComponentGroupPanelProps {
  /** Null for the components without a group. */
  group: {
    id: string
    name: string
    description: string | null
    mark: string
    isFirst: boolean
    isLast: boolean
  } | null
  components: readonly HeldComponent[]
  /** Whether whoever looks may change the page. */
  canChange: boolean
}

/** A group of components with what can be done to them. */
export function ComponentGroupPanel({ group, components, canChange }: ComponentGroupPanelProps) {
  return (
    <Panel>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 id={group ? `group-${group.id}` : 'ungrouped'} className="text-section font-semibold">
            {group?.name ?? 'Without a group'}
          </h2>
          {group?.description && <p className="text-note text-muted">{group.description}</p>}
        </div>
        {group && canChange && (
          <MoveForm
            action={moveGroupAction}
            id={group.id}
            name={`the group ${group.name}`}
            isFirst={group.isFirst}
            isLast={group.isLast}
          />
        )}
      </div>
      {components.length === 0 && <p className="mt-2 text-muted">No component stands in this group.</p>}
      <ul className="mt-2" role="list">
        {components.map((component, index) => (
          <li
            key={component.id}
            id={`component-${component.id}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line py-2 not-first:border-t"
          >
            <span className="flex min-w-0 flex-wrap items-center gap-x-3">
              <a href={`/admin/components/${component.id}`} className="inline-flex min-h-11 items-center font-medium">
                {component.name}
              </a>
              <StatusChip state={component.status} />
              {component.isHidden && <TeamOnlyMark>hidden, never public</TeamOnlyMark>}
            </span>
            {canChange && (
              <MoveForm
                action={moveComponentAction}
                id={component.id}
                name={component.name}
                isFirst={index === 0}
                isLast={index === components.length - 1}
              />
            )}
          </li>
        ))}
      </ul>
      {group && canChange && <GroupForms group={group} isEmpty={components.length === 0} />}
    </Panel>
  )
}
