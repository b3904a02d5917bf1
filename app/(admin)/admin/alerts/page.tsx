import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { config } from '#config'
import { mayAct } from '#domain/actor'
import { listAlertRules } from '#domain/alerts/alert-rules'
import { listAlertSources, readRevocation, type AlertSourceRecord } from '#domain/alerts/alert-sources'
import { listUnmatched } from '#domain/alerts/deliveries'
import { readPage } from '#domain/page'
import { Time } from '../../../../components/time.tsx'
import { NotAllowed } from '../../parts/not-allowed.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { RevokeForm } from './revoke-form.tsx'
import { SourceForm } from './source-form.tsx'

export const metadata: Metadata = { title: 'Alerts' }

export default async function AlertsPage() {
  const { actor } = await requireSession('/admin/alerts')
  if (!mayAct(actor.role, 'owner')) {
    return (
      <div className="max-w-[46rem]">
        <PageTitle title="Alerts" />
        <NotAllowed
          role={actor.role}
          needed="owner"
          what="see and make the addresses to which monitoring sends alerts"
        />
      </div>
    )
  }
  const now = Date.now()
  const { sources, timeZone } = await readForPage((db) => ({
    timeZone: readPage(db).timeZone,
    sources: listAlertSources(db).map((source) => ({
      source,
      rules: listAlertRules(db, source.id).length,
      unmatched: listUnmatched(db, source.id, 0).total,
      revocation: readRevocation(db, source.id),
    })),
  }))
  const working = sources.filter(({ source }) => source.revokedAt === null)
  const revoked = sources.filter(({ source }) => source.revokedAt !== null)
  return (
    <div className="max-w-[46rem]">
      <PageTitle title="Alerts" />
      <p className="mt-2 text-muted">
        Monitoring sends alerts here; rules say which component they concern. They become a draft, which a responder
        looks at and publishes. Nothing is public by itself, unless a rule says so.
      </p>
      <Panel title={<span id="sources">Sources</span>}>
        {working.length === 0 && <p className="mt-3 text-muted">Nothing sends alerts to this page.</p>}
        <ul className="mt-2" role="list">
          {working.map(({ source, rules, unmatched, revocation }) => (
            <li key={source.id} className="border-line py-4 not-first:border-t">
              <SourceFacts source={source} now={now} timeZone={timeZone} />
              <p className="mt-1 text-note">
                {rules === 0
                  ? 'No rule yet: its alerts are counted, and nothing else.'
                  : rules === 1
                    ? '1 rule'
                    : `${rules} rules`}
                {unmatched > 0 && (
                  <>
                    {' · '}
                    <a href={`/admin/alerts/${source.id}#unmatched`} className="inline-flex min-h-11 items-center">
                      {unmatched === 1 ? '1 alert that no rule matches' : `${unmatched} alerts that no rule matches`}
                    </a>
                  </>
                )}
              </p>
              <RevokeForm id={source.id} name={source.name} rules={rules} {...revocation} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title="Add a source">
        <SourceForm url={config().url} />
      </Panel>
      {revoked.length > 0 && (
        <Panel title="Revoked">
          <ul className="mt-2" role="list">
            {revoked.map(({ source }) => (
              <li key={source.id} className="border-line py-4 not-first:border-t">
                <SourceFacts source={source} now={now} timeZone={timeZone} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  )
}

function SourceFacts({ source, now, timeZone }: { source: AlertSourceRecord; now: number; timeZone: string }) {
  const clock = { now, timeZone }
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <a href={`/admin/alerts/${source.id}`} className="inline-flex min-h-11 items-center font-semibold">
          {source.name}
        </a>
        <code className="text-note text-muted">{source.start}…</code>
      </p>
      <p className="text-note text-muted">
        {'Made '}
        <Time at={source.createdAt} {...clock} />
        {source.createdBy && ` by ${source.createdBy}`}
        {source.revokedAt !== null && (
          <>
            {', revoked '}
            <Time at={source.revokedAt} {...clock} />
          </>
        )}
        {source.lastUsedAt === null ? (
          '; never heard'
        ) : (
          <>
            {'; last heard '}
            <Time at={source.lastUsedAt} {...clock} />
          </>
        )}
      </p>
    </>
  )
}
