import { dateOf } from '#domain/calendar'
import type { PublicActionItem } from '#domain/public/reports'
import { ActionItemLine } from '../../../../../../components/report/action-item-list.tsx'
import { Panel } from '../../../../parts/panel.tsx'
import { ActionItemControls } from './action-item-controls.tsx'
import { AddActionItem } from './add-action-item.tsx'

interface ActionItemsPanelProps {
  incidentId: string
  items: readonly PublicActionItem[]
  /** Whether customers read them: their report is published. */
  isPublic: boolean
  canChange: boolean
  now: number
  timeZone: string
}

/** What is promised, with what can be done to it. */
export function ActionItemsPanel({ incidentId, items, isPublic, canChange, now, timeZone }: ActionItemsPanelProps) {
  return (
    <Panel title={<span id="action-items">Action items</span>}>
      <p className="mt-1 text-note text-muted">
        {isPublic
          ? 'Customers read them under the report and in the list of all action items, each change at once.'
          : 'They become public with the report.'}
      </p>
      {items.length > 0 && (
        <ul role="list" className="mt-2 divide-y divide-line">
          {items.map((item, index) => (
            <ActionItemLine key={item.id} item={item} now={now} timeZone={timeZone}>
              {canChange && (
                <ActionItemControls
                  incidentId={incidentId}
                  item={item}
                  dueOn={item.dueAt === null ? '' : dateOf(item.dueAt, timeZone)}
                  isPublic={isPublic}
                  isFirst={index === 0}
                  isLast={index === items.length - 1}
                />
              )}
            </ActionItemLine>
          ))}
        </ul>
      )}
      {items.length === 0 && !canChange && <p className="mt-2 text-muted">Nothing is promised.</p>}
      {canChange && <AddActionItem incidentId={incidentId} count={items.length} isPublic={isPublic} />}
    </Panel>
  )
}
