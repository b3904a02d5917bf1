import type { ChosenGroup, ChosenIncident, SubscribePage } from '#domain/public/subscribe-page'
import { Group, Notes, Tick } from './fields.tsx'
import type { FieldErrors, TypedChoices } from './typed-choices.tsx'

interface ScopeFieldsProps {
  offered: Pick<SubscribePage, 'ungrouped' | 'groups'>
  /** The one incident that somebody came from. */
  incident: ChosenIncident | null
  typed: TypedChoices
  errors: FieldErrors
}

/**
 * What somebody wants to hear of. The components are in sight unless all or one incident is chosen in the form, the
 * `scope`; where there are none, nothing is asked that has one answer only.
 */
export function ScopeFields({ offered, incident, typed, errors }: ScopeFieldsProps) {
  const ofIncident = incident ? `incident:${incident.id}` : null
  const hasParts = typed.covers === 'parts' || offered.ungrouped.length + offered.groups.length > 0
  if (!hasParts && !incident) return <input type="hidden" name="covers" value="page" />
  return (
    <>
      <Group name="covers" legend="What do you want to hear of?" errors={errors}>
        <div className="mt-1">
          {incident && ofIncident && (
            <Tick type="radio" name="covers" value={ofIncident} isChecked={typed.covers === ofIncident} id="covers-one">
              {`Only this ${incident.kind}: ${incident.title}`}
              <span className="block text-note text-muted">{endWords[incident.kind]}</span>
            </Tick>
          )}
          {incident && errors.incidentIds && (
            <div id="incidentIds" tabIndex={-1}>
              <Notes name="incidentIds" errors={errors} />
            </div>
          )}
          <Tick type="radio" name="covers" value="page" isChecked={typed.covers === 'page'} id="covers-page">
            Everything on this page
          </Tick>
          {hasParts && (
            <Tick type="radio" name="covers" value="parts" isChecked={typed.covers === 'parts'} id="covers-parts">
              Only some components
            </Tick>
          )}
        </div>
      </Group>
      {/* Where a browser can't tell what is chosen, they stay in sight. */}
      {hasParts && (
        <div className="group-has-[#covers-one:checked]/scope:hidden group-has-[#covers-page:checked]/scope:hidden">
          <Components offered={offered} typed={typed} errors={errors} />
        </div>
      )}
    </>
  )
}

const endWords: Record<ChosenIncident['kind'], string> = {
  incident: 'Until it is over, and its report is published where one is due.',
  maintenance: 'Until it is over.',
}

function Components({ offered: { ungrouped, groups }, typed, errors }: Omit<ScopeFieldsProps, 'incident'>) {
  return (
    <Group name="componentIds" legend="Which components?" errors={errors}>
      <div className="mt-1 grid gap-x-6 sm:grid-cols-2">
        {ungrouped.map(({ id, name }) => (
          <Tick key={id} type="checkbox" name="componentIds" value={id} isChecked={typed.componentIds.includes(id)}>
            {name}
          </Tick>
        ))}
      </div>
      {groups.map((group) => (
        <GroupTicks key={group.id} group={group} typed={typed} />
      ))}
    </Group>
  )
}

function GroupTicks({ group, typed }: { group: ChosenGroup; typed: TypedChoices }) {
  return (
    <fieldset className="group/ticks mt-3 min-w-0 border-t border-line pt-3">
      <legend className="float-left w-full text-note font-semibold text-muted">{group.name}</legend>
      <div className="clear-both">
        <Tick type="checkbox" name="groupIds" value={group.id} isChecked={typed.groupIds.includes(group.id)}>
          {`All of ${group.name}, and what joins it later`}
        </Tick>
        {/* All of it holds each of them. */}
        <div className="grid gap-x-6 group-has-[[name=groupIds]:checked]/ticks:hidden sm:grid-cols-2">
          {group.components.map(({ id, name }) => (
            <Tick key={id} type="checkbox" name="componentIds" value={id} isChecked={typed.componentIds.includes(id)}>
              {name}
            </Tick>
          ))}
        </div>
      </div>
    </fieldset>
  )
}
