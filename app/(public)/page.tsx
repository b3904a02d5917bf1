import type { Metadata } from 'next'
import { BarsKey } from '#components/component/bars-key'
import { ButtonLink } from '#components/button-link'
import { ComponentList } from '#components/component/component-list'
import { HeadlineBanner } from '#components/headline-banner'
import { IncidentCard } from '#components/incident/incident-card'
import { PageFrame } from '#components/page-frame'
import { RecentDays } from '#components/recent-days'
import { Section } from '#components/section'
import type { Headline } from '#domain/headline'
import type { PublicIncident } from '#domain/public/incidents'
import { instantsOf, nextChange } from '#domain/public/instants/next-change'
import type { StatusPage } from '#domain/public/status-page'
import { metadataOf, shorten } from './metadata.ts'
import { readHome } from './reads.ts'

const settingUp: Headline = {
  state: 'no_data',
  text: 'This page is being set up',
  since: null,
  detail: 'Its components and how they are doing will stand here.',
}

export async function generateMetadata(): Promise<Metadata> {
  const status = await readHome()
  const { state, text, detail } = headlineOf(status)
  return metadataOf({
    title: `${text} · ${status.page.name}`,
    description: shorten([`${text}.`, detail, status.page.description].filter(Boolean).join(' ')),
    path: '/',
    state,
    changesAt: nextChange(
      [...status.open, ...status.activeMaintenance, ...status.plannedMaintenance].flatMap(instantsOf),
      status.asOf,
      status.page.timeZone,
    ),
  })
}

export default async function HomePage() {
  const status = await readHome()
  const { page, asOf } = status
  return (
    <PageFrame page={page} asOf={asOf}>
      <HeadlineBanner
        headline={headlineOf(status)}
        promise={nextPromise(status.open)}
        now={asOf}
        timeZone={page.timeZone}
      />
      {!status.isBeingSetUp && <Told status={status} />}
    </PageFrame>
  )
}

/** Everything below the headline, in an order that never changes. */
function Told({ status }: { status: StatusPage }) {
  const { page, asOf, open, ungrouped, groups } = status
  const told = { now: asOf, timeZone: page.timeZone }
  return (
    <>
      <Section title="What is happening" id="happening">
        <Incidents incidents={open} whenNone={nothingOpen(status)} {...told} />
      </Section>
      <Section title="Planned" id="planned">
        <Incidents
          incidents={[...status.activeMaintenance, ...status.plannedMaintenance]}
          whenNone="No maintenance is planned."
          {...told}
        />
      </Section>
      <Section title="Components" id="components" aside={<BarsNote />}>
        {ungrouped.length + groups.length > 0 ? (
          <>
            <ComponentList ungrouped={ungrouped} groups={groups} />
            <div className="mt-4">
              <BarsKey />
            </div>
            <UptimeNote hasGroups={groups.length > 0} />
          </>
        ) : (
          <p className="text-muted">No component has any trouble to show.</p>
        )}
      </Section>
      <Section title="Recent days" id="recent">
        <RecentDays days={status.recent} open={open} {...told} />
        <p className="mt-4 print:hidden">
          <ButtonLink href="/history">All of the history</ButtonLink>
        </p>
      </Section>
    </>
  )
}

interface IncidentsProps {
  incidents: readonly PublicIncident[]
  whenNone: string
  now: number
  timeZone: string
}

function Incidents({ incidents, whenNone, now, timeZone }: IncidentsProps) {
  if (incidents.length === 0) return <p className="text-muted">{whenNone}</p>
  return (
    <div className="space-y-4">
      {incidents.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} now={now} timeZone={timeZone} />
      ))}
    </div>
  )
}

function BarsNote() {
  return (
    <p className="text-small text-muted">
      Last <span className="sm:hidden">30</span>
      <span className="hidden sm:inline md:hidden">60</span>
      <span className="hidden md:inline">90</span> days, today on the right
    </p>
  )
}

function UptimeNote({ hasGroups }: { hasGroups: boolean }) {
  return (
    <p className="mt-3 text-small text-muted">
      Uptime counts a major outage in full and a partial outage as 30 %; degraded performance and maintenance count for
      nothing.{hasGroups && ' A group’s figure is the mean of its components’.'}
    </p>
  )
}

function headlineOf(status: StatusPage): Headline {
  return status.isBeingSetUp ? settingUp : status.headline
}

/** The promise that ends first, which is also the one missed longest. */
function nextPromise(open: readonly PublicIncident[]) {
  const promises = open.map((incident) => incident.promise).filter((promise) => promise !== null)
  return promises.sort((a, b) => a.by - b.by)[0] ?? null
}

/** True of a page without open incidents: trouble that nobody has written about is named as such. */
function nothingOpen({ headline }: StatusPage): string {
  const isWell = headline.state === 'operational' || headline.state === 'under_maintenance'
  return isWell ? 'No incident is open.' : 'Nothing has been written about it yet.'
}
