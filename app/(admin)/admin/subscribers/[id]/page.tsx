import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import type { Connection } from '#db/connection'
import { readPage } from '#domain/page'
import { readNamesOf } from '#domain/subscriptions/choice-names'
import { choiceLines } from '#domain/subscriptions/choice-words'
import type { SubscriberRow } from '#domain/subscriptions/links'
import { listMessagesTo, mayReadAddresses, readSubscriber, stateOf } from '#domain/subscriptions/subscriber-list'
import { readChoices } from '#domain/subscriptions/subscriber-record'
import { canBeTested } from '#domain/subscriptions/test-messages'
import { Time } from '../../../../../components/time.tsx'
import { Missing } from '../../../parts/missing.tsx'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { Panel, TeamOnlyMark } from '../../../parts/panel.tsx'
import { channelWords } from '../subscriber-words.ts'
import { AskAgainForm, LiftForm, RemoveForm, RenewLinksForm, TestForm } from './act-forms.tsx'
import { MessageList } from './message-list.tsx'

export const metadata: Metadata = { title: 'Subscriber' }

export default async function SubscriberPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { actor } = await requireSession(`/admin/subscribers/${id}`)
  if (!mayReadAddresses(actor.role)) {
    return (
      <div className="max-w-[46rem]">
        <PageTitle title="Subscriber" />
        <NotAllowed role={actor.role} needed="support" what="read who is subscribed" />
      </div>
    )
  }
  const now = Date.now()
  const read = await readForPage((db) => readAll(db, id))
  if (!read) {
    return (
      <Missing
        title="There is no such subscriber"
        text="They may have left: then nothing is kept of them. Look for others in the list of subscribers."
      />
    )
  }
  const { row, lines, messages, timeZone } = read
  const clock = { now, timeZone }
  return (
    <div className="max-w-[46rem]">
      <PageTitle
        back={{ href: '/admin/subscribers', label: 'All subscribers' }}
        title={<span className="break-all">{row.address ?? 'A browser'}</span>}
      />
      <p className="mt-2 text-muted">
        {channelWords[row.channel]}
        {row.audience === 'internal' && (
          <>
            {' '}
            <TeamOnlyMark>internal</TeamOnlyMark> They hear of internal incidents, too.
          </>
        )}
      </p>
      {row.quarantinedAt !== null && (
        <p className="mt-5 rounded-control bg-degraded-tint px-4 py-3 wrap-anywhere">
          Nothing is sent there since <Time at={row.quarantinedAt} {...clock} />: {row.quarantineReason}
          {row.complainedAt !== null &&
            ' Only they themselves can begin anew, by subscribing on the page and confirming it.'}
        </p>
      )}
      <Panel title="What they hear">
        {stateOf(row) === 'unconfirmed' && (
          <p className="mt-2">They have not confirmed yet, and hear nothing until then. They were asked for:</p>
        )}
        <ul className="mt-2 list-disc pl-5">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Panel>
      <Panel title="Consent">
        <Consent row={row} {...clock} />
      </Panel>
      <Panel title="What was sent last">
        <MessageList messages={messages} {...clock} />
      </Panel>
      {mayAct(actor.role, 'responder') && (
        <Panel title="Change">
          {row.askedFor !== null && <AskAgainForm id={row.id} />}
          {row.quarantinedAt !== null && row.complainedAt === null && <LiftForm id={row.id} />}
          {canBeTested(row) && <TestForm id={row.id} />}
          <RenewLinksForm id={row.id} />
          <RemoveForm id={row.id} />
        </Panel>
      )}
    </div>
  )
}

function readAll(db: Connection, id: string) {
  const row = readSubscriber(db, id)
  if (!row) return null
  const choices = row.confirmedAt === null && row.askedFor ? row.askedFor : readChoices(db, row)
  return {
    row,
    lines: choiceLines(choices, readNamesOf(db, choices)),
    messages: listMessagesTo(db, row),
    timeZone: readPage(db).timeZone,
  }
}

const sourceWords: Record<string, string> = { page: 'the form on the page', browser: 'the browser, which was asked' }

function Consent({ row, ...clock }: { row: SubscriberRow; now: number; timeZone: string }) {
  return (
    <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      <dt className="text-muted">Given</dt>
      <dd>{row.confirmedAt === null ? 'Not yet' : <Time at={row.confirmedAt} {...clock} />}</dd>
      <dt className="text-muted">Source</dt>
      <dd className="wrap-anywhere">{sourceWords[row.consentSource] ?? row.consentSource}</dd>
      <dt className="text-muted">On the list since</dt>
      <dd>
        <Time at={row.createdAt} {...clock} />
      </dd>
    </dl>
  )
}
