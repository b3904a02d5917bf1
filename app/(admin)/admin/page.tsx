import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { hasPassword } from '#auth/sign-in'
import { mayAct } from '#domain/actor'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { readAccessReview } from '#domain/people/access-reviews'
import { listBreakGlassUses } from '#domain/single-sign-on/break-glass'
import { isLinked } from '#domain/single-sign-on/linked-accounts'
import { listIncidentsToTell } from '#domain/support/customers-to-tell'
import { listExpiringTokens } from '#domain/tokens/tokens'
import { listEndedIncidents, listOpenMaintenances } from '#domain/team/incidents'
import { StatusChip } from '../../../components/status-chip.tsx'
import { ButtonLink, buttonLook } from '../parts/forms/button.tsx'
import { IncidentRow } from '../parts/incidents/incident-row.tsx'
import { PageTitle } from '../parts/page-title.tsx'
import { Panel } from '../parts/panel.tsx'
import { ToTellPanel } from '../customers/to-tell-panel.tsx'
import { EmergencyNotice } from './emergency-notice.tsx'
import { QuickSearch } from './incidents/search-form.tsx'
import { readOpenIncidents } from './open-incidents/open-incidents.ts'
import { OpenIncidentsList } from './open-incidents/open-incidents-list.tsx'

export const metadata: Metadata = { title: 'What is open now' }

const recentCount = 8
/** How long before a token ends owners are told. */
const tokenWarningDays = 14
/** For how long owners are told that somebody came in without the provider. */
const emergencyNoticeMs = 7 * 24 * 3_600_000

export default async function AdminHome() {
  const { actor } = await requireSession('/admin')
  const now = Date.now()
  const { open, maintenances, ended, components, toTell, isWithoutPassword, expiring, isReviewOverdue, emergencies } =
    await readForPage((db) => ({
      open: readOpenIncidents(db, now),
      maintenances: listOpenMaintenances(db, now),
      ended: listEndedIncidents(db, recentCount, now),
      components: listComponentStatuses(db, now),
      toTell: listIncidentsToTell(db, actor.id),
      isWithoutPassword: !hasPassword(db, actor.id) && !isLinked(db, actor.id),
      emergencies: actor.role === 'owner' ? listBreakGlassUses(db, now - emergencyNoticeMs) : [],
      isReviewOverdue: actor.role === 'owner' && readAccessReview(db, now).isOverdue,
      expiring: actor.role === 'owner' ? listExpiringTokens(db, tokenWarningDays, now) : [],
    }))
  const { timeZone } = open
  const told = { now, timeZone }
  const isResponder = mayAct(actor.role, 'responder')
  const isOwner = mayAct(actor.role, 'owner')
  const isSupport = mayAct(actor.role, 'support') && !isOwner
  const affected = components.filter((component) => component.status !== 'operational')
  return (
    <>
      <PageTitle title="What is open now">
        {isResponder && (
          <a href="/admin/incidents/new" className={`${buttonLook.primary} min-h-14 px-7 text-section font-semibold`}>
            Open an incident
          </a>
        )}
      </PageTitle>
      {isWithoutPassword && (
        <p className="mt-5 rounded-control bg-degraded-tint px-4 py-3">
          You have no password yet. <a href="/admin/account">Set one</a>, so that you can sign in without a link.
        </p>
      )}
      <EmergencyNotice uses={emergencies} {...told} />
      {expiring.length > 0 && (
        <p className="mt-5 rounded-control bg-degraded-tint px-4 py-3">
          {expiring.length === 1
            ? `The API token “${expiring[0]?.name}” ends within ${tokenWarningDays} days`
            : `${expiring.length} API tokens end within ${tokenWarningDays} days`}
          , and what uses it is refused from then on. <a href="/admin/tokens">Make another one in time</a>.
        </p>
      )}
      {isReviewOverdue && (
        <p className="mt-5 rounded-control bg-degraded-tint px-4 py-3">
          The yearly review of who has access is overdue. <a href="/admin/people#review">Look through the list</a>
        </p>
      )}
      {components.length === 0 && <NoComponents canCreate={mayAct(actor.role, 'owner')} />}
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start lg:gap-x-6">
        <div className="min-w-0">
          {isSupport && <QuickSearch />}
          <Panel title="Open incidents">
            <OpenIncidentsList initial={open} isResponder={isResponder} />
          </Panel>
          {(isSupport || (isOwner && toTell.length > 0)) && <ToTellPanel incidents={toTell} />}
          <Panel title="Recently ended">
            {ended.length === 0 && <p className="mt-3 text-muted">Nothing has ended yet.</p>}
            <ul role="list">
              {ended.map((incident) => (
                <IncidentRow key={incident.id} incident={incident} {...told} />
              ))}
            </ul>
            <p className="mt-2">
              <a href="/admin/incidents" className="inline-flex min-h-11 items-center">
                All incidents
              </a>
            </p>
          </Panel>
        </div>
        <div className="min-w-0">
          <Panel title="What is next">
            {maintenances.length === 0 && <p className="mt-3 text-muted">No maintenance is planned.</p>}
            <ul role="list">
              {maintenances.map((maintenance) => (
                <IncidentRow key={maintenance.id} incident={maintenance} {...told} />
              ))}
            </ul>
            {isResponder && (
              <p className="mt-4">
                <ButtonLink href="/admin/maintenance/new">Schedule a maintenance</ButtonLink>
              </p>
            )}
          </Panel>
          {components.length > 0 && (
            <Panel title="Components">
              <p className="mt-2 text-muted">
                {affected.length === 0
                  ? `All ${components.length} are operational.`
                  : `${affected.length} of ${components.length} not operational:`}
              </p>
              <ul role="list">
                {affected.map((component) => (
                  <li key={component.id} className="flex flex-wrap items-center justify-between gap-x-3">
                    <a href={`/admin/components/${component.id}`} className="inline-flex min-h-11 items-center">
                      {component.name}
                    </a>
                    <StatusChip state={component.status} />
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
      </div>
    </>
  )
}

function NoComponents({ canCreate }: { canCreate: boolean }) {
  return (
    <p className="mt-5 rounded-control bg-no-data-tint px-4 py-3">
      The page has no components yet, so customers read that it is being set up.{' '}
      {canCreate ? <a href="/admin/components">Add the first ones</a> : 'An owner can add the first ones.'}
    </p>
  )
}
