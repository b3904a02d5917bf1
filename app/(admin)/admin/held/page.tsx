import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { config } from '#config'
import { mayAct } from '#domain/actor'
import { addressesWords, heldMessagesWords, heldNewsWords } from '#domain/outbox/held-words'
import { readHeld } from '#domain/outbox/holds'
import { mostAnHour } from '#domain/outbox/storm-brake'
import { readPage } from '#domain/page'
import { Time } from '../../../../components/time.tsx'
import { NotAllowed } from '../../parts/not-allowed.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { subscribersWords } from '../../parts/publication/recipient-words.ts'
import { MessagesForm, NewsForm } from './held-forms.tsx'

export const metadata: Metadata = { title: 'Held back' }

/** What the storm brake holds back, and the two things that an owner can do about it. */
export default async function HeldPage() {
  const { actor } = await requireSession('/admin/held')
  const { held, timeZone } = await readForPage((db) => ({ held: readHeld(db), timeZone: readPage(db).timeZone }))
  const clock = { now: Date.now(), timeZone }
  const isOwner = mayAct(actor.role, 'owner')
  const { news, messages } = held
  return (
    <div className="max-w-[46rem]">
      <PageTitle title="Held back" />
      <p id="held" className="mt-2 text-muted">
        News for more than {subscribersWords(config().mostRecipients)}, and more than {mostAnHour} messages within an
        hour to one address, look like a mistake, or like somebody who has an account of your team. They wait until an
        owner decides.
      </p>
      {news.length === 0 && messages === null && <p className="mt-5">Nothing is held back.</p>}
      {!isOwner && (news.length > 0 || messages !== null) && (
        <NotAllowed role={actor.role} needed="owner" what="decide what becomes of it" />
      )}
      {news.map((one) => (
        <Panel key={one.incidentId} title={heldNewsWords(one)}>
          <p className="mt-2">
            Held back since <Time at={one.since} {...clock} />, before anybody was written to.{' '}
            <a href={`/admin/incidents/${one.incidentId}`}>Read what it says</a>, and{' '}
            <a href={`/admin/incidents/${one.incidentId}/activity`}>who wrote it</a>. Later news of it waits behind it.
          </p>
          {isOwner && (
            <NewsForm
              incidentId={one.incidentId}
              upTo={one.upTo}
              title={one.title}
              recipients={subscribersWords(one.recipients)}
            />
          )}
        </Panel>
      ))}
      {messages && (
        <Panel title={heldMessagesWords(messages)}>
          <p className="mt-2">
            Held back since <Time at={messages.since} {...clock} />: these addresses got {mostAnHour} messages within an
            hour already. Sent, all that waits for an address becomes one message. Dropped, it stays in the ledger as
            dropped, and nobody hears of it; what comes later is sent again.
          </p>
          {isOwner && <MessagesForm addresses={addressesWords(messages.subscribers)} />}
        </Panel>
      )}
    </div>
  )
}
