import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { config } from '#config'
import { mayAct } from '#domain/actor'
import { listGroups } from '#domain/components/component-groups'
import { listComponentStatuses } from '#domain/components/component-statuses'
import { readPage } from '#domain/page'
import { countSubscribers, mayReadAddresses, readSubscriberPage } from '#domain/subscriptions/subscriber-list'
import { Pagination } from '../../../../components/pagination.tsx'
import { pageNumberOf } from '../../parts/incidents/incident-list.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { AddForm } from './add-form.tsx'
import { ImportForm } from './import-form.tsx'
import { SearchForm } from './search-form.tsx'
import { SubscriberCounts } from './subscriber-counts.tsx'
import { subscriberQueryOf, subscribersAddress } from './subscriber-query.ts'
import { SubscriberLine } from './subscriber-row.tsx'
import { countWords } from './subscriber-words.ts'

export const metadata: Metadata = { title: 'Subscribers' }

interface SubscribersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who asked to be told: numbers for everybody, addresses for whoever works with them. */
export default async function SubscribersPage({ searchParams }: SubscribersPageProps) {
  const { actor } = await requireSession('/admin/subscribers')
  const params = await searchParams
  const query = subscriberQueryOf(params)
  const readsAddresses = mayReadAddresses(actor.role)
  const isOwner = mayAct(actor.role, 'owner')
  const mayWrite = mayAct(actor.role, 'responder')
  const now = Date.now()
  const { counts, page, timeZone, components, groups } = await readForPage((db) => ({
    counts: countSubscribers(db),
    page: readsAddresses ? readSubscriberPage(db, query, pageNumberOf(params.page)) : null,
    timeZone: readPage(db).timeZone,
    components: mayWrite ? listComponentStatuses(db, now).filter(({ isHidden }) => !isHidden) : [],
    groups: mayWrite ? listGroups(db) : [],
  }))
  const isNarrowed = query.search !== '' || query.channel !== null || query.state !== null || query.audience !== null
  return (
    <div className="max-w-[46rem]">
      <PageTitle title="Subscribers" />
      <p className="mt-2 text-muted">
        Who asked to be told. They subscribe on the page themselves, and change or leave by a link in each mail.
      </p>
      {isOwner && config().smtpUrl === null && <MailIsOff />}
      <Panel title="How many">
        <SubscriberCounts counts={counts} />
      </Panel>
      {page === null && (
        <p className="mt-5 text-note text-muted">Addresses are shown to owners, responders and support alone.</p>
      )}
      {page !== null && (
        <>
          <SearchForm query={query} />
          <p className="mt-3 flex flex-wrap items-center gap-x-4 text-note text-muted">
            <span role="status">{totalWords(page.total, isNarrowed)}</span>
            {isNarrowed && (
              <a href="/admin/subscribers" className="inline-flex min-h-11 items-center">
                Show all
              </a>
            )}
          </p>
          {page.rows.length > 0 && (
            <Panel>
              <ul role="list">
                {page.rows.map((row) => (
                  <SubscriberLine key={row.id} row={row} now={now} timeZone={timeZone} />
                ))}
              </ul>
            </Panel>
          )}
          <Pagination
            number={page.number}
            pages={page.pages}
            hrefOf={(number) => subscribersAddress(query, number)}
            label="Pages of subscribers"
          />
        </>
      )}
      {mayWrite && (
        <Panel title={<span id="add">Add a subscriber</span>}>
          <AddForm
            components={components.map(({ id, name }) => ({ value: id, label: name }))}
            groups={groups.map(({ id, name }) => ({ value: id, label: name }))}
            isOwner={isOwner}
          />
        </Panel>
      )}
      {isOwner && (
        <>
          <Panel title={<span id="import">Import a list</span>}>
            <ImportForm />
          </Panel>
          <Panel title={<span id="export">Export the list</span>}>
            <p className="mt-2">
              All of the public who subscribed by e-mail, with consent and choices, as a file that can be imported
              again. That you took it out is written into the audit log.
            </p>
            <p className="mt-2">
              <a href="/admin/subscribers/export" className="inline-flex min-h-11 items-center">
                Download as CSV
              </a>
            </p>
          </Panel>
        </>
      )}
    </div>
  )
}

function MailIsOff() {
  return (
    <p className="mt-5 rounded-control bg-degraded-tint px-4 py-3">
      <strong>Mail is off: nobody is told by e-mail, and nobody can subscribe by it.</strong> Set{' '}
      <code>CANDOR_SMTP_URL</code> to your mail server, such as <code>smtps://user:password@mail.example.com</code>, and{' '}
      <code>CANDOR_MAIL_FROM</code> to the sender, then start Candor again.
    </p>
  )
}

function totalWords(total: number, isNarrowed: boolean): string {
  if (total === 0) return isNarrowed ? 'Nobody fits.' : 'Nobody is subscribed.'
  return isNarrowed ? `${countWords(total)} ${total === 1 ? 'fits' : 'fit'}.` : `${countWords(total)}.`
}
