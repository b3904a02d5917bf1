import type { Metadata } from 'next'
import { cache } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { readIncident } from '#domain/incidents/incident-record'
import { countSendAgain, readLedger, type TellingState } from '#domain/outbox/ledger'
import { readPage } from '#domain/page'
import { Pagination } from '../../../../../../components/pagination.tsx'
import { Time } from '../../../../../../components/time.tsx'
import { pageNumberOf } from '../../../../parts/incidents/incident-list.tsx'
import { Missing } from '../../../../parts/missing.tsx'
import { PageTitle } from '../../../../parts/page-title.tsx'
import { Panel } from '../../../../parts/panel.tsx'
import { subscribersWords } from '../../../../parts/publication/recipient-words.ts'
import { LedgerList } from './ledger-list.tsx'
import { LiveTellings } from './live-tellings.tsx'
import { SendAgainForm } from './send-again-form.tsx'
import { readTellings } from './tellings.ts'
import { ledgerHref, tellingName, tellingWords, unreachableWords } from './told-words.ts'

type Query = Record<'news' | 'state' | 'page', string | string[] | undefined>

interface ToldPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<Query>
}

const readIncidentRow = cache((id: string) => readForPage((db) => readIncident(db, id)))
const states: Record<TellingState, string> = { told: 'Told', failed: 'Failed', waiting: 'Waiting' }

export async function generateMetadata({ params }: ToldPageProps): Promise<Metadata> {
  const { id } = await params
  await requireSession(`/admin/incidents/${id}/told`)
  const incident = await readIncidentRow(id)
  return { title: incident ? `Who was told: ${incident.title}` : 'No such incident' }
}

/** The ledger of an incident: each piece of news with its numbers, and of one of them to whom it went. */
export default async function ToldPage({ params, searchParams }: ToldPageProps) {
  const { id } = await params
  const path = `/admin/incidents/${id}`
  const { actor } = await requireSession(`${path}/told`)
  const incident = await readIncidentRow(id)
  if (!incident) {
    return <Missing title="There is no such incident" text="The address may be mistyped. Look for it in the list." />
  }
  const query = await searchParams
  const state = typeof query.state === 'string' && query.state in states ? (query.state as TellingState) : undefined
  const isResponder = mayAct(actor.role, 'responder')
  const withAddresses = isResponder || actor.role === 'support'
  const now = Date.now()
  const { tellings, chosen, ledger, again, timeZone } = await readForPage((db) => {
    const told = readTellings(db, id, now)
    const all = told?.all ?? []
    const one = all.find(({ number }) => String(number) === query.news) ?? all.find(({ total }) => total > 0)
    const question = { state, page: pageNumberOf(query.page), withAddresses }
    return {
      tellings: told,
      chosen: one ?? null,
      ledger: one ? readLedger(db, one.number, question) : null,
      again: one && one.failed > 0 ? countSendAgain(db, one.number) : 0,
      timeZone: readPage(db).timeZone,
    }
  })
  const unreachable = unreachableWords(chosen?.failed ?? 0, again)
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Who was told" back={{ href: path, label: incident.title }} />
      {tellings?.all.length === 0 && <p className="mt-2 text-muted">Nothing was announced here.</p>}
      {tellings && tellings.all.length > 0 && (
        <Panel title="News">
          <LiveTellings incidentId={id} initial={tellings} chosen={chosen?.number ?? null} timeZone={timeZone} />
        </Panel>
      )}
      {chosen && ledger && (
        <Panel
          title={
            <>
              {tellingName(chosen)}, <Time at={chosen.at} now={now} timeZone={timeZone} />
            </>
          }
        >
          <p className="mt-1">{tellingWords(chosen)}</p>
          {unreachable !== null && <p className="text-note text-muted">{unreachable}</p>}
          {isResponder && again > 0 && (
            <SendAgainForm
              announcement={chosen.number}
              words={`Send again to ${subscribersWords(again)} whom it did not reach`}
            />
          )}
          <nav aria-label="Which to show" className="mt-3 flex flex-wrap gap-x-4">
            {[undefined, ...Object.keys(states)].map((one) => (
              <a
                key={one ?? 'all'}
                href={ledgerHref(id, chosen.number, one)}
                aria-current={one === state ? 'true' : undefined}
                className={`inline-flex min-h-11 items-center ${one === state ? 'font-semibold' : ''}`}
              >
                {one === undefined ? 'All' : states[one as TellingState]}
              </a>
            ))}
          </nav>
          {ledger.lines.length === 0 && <p className="mt-2 text-muted">There is none.</p>}
          <LedgerList lines={ledger.lines} withAddresses={withAddresses} now={now} timeZone={timeZone} />
          <Pagination
            number={ledger.page}
            pages={ledger.pages}
            hrefOf={(number) => ledgerHref(id, chosen.number, state, number)}
            label="Pages of the ledger"
          />
        </Panel>
      )}
    </div>
  )
}
