import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { kindsOfMessages, type MessageKind } from '#domain/messages/message-kinds'
import { listOwnWorded } from '#domain/messages/message-templates'
import { NotAllowed } from '../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../parts/page-title.tsx'
import { Panel } from '../../../parts/panel.tsx'

export const metadata: Metadata = { title: 'Words of messages' }

export default async function WordsPage() {
  const { actor } = await requireSession('/admin/settings/words')
  const back = { href: '/admin/settings', label: 'Settings' }
  if (!mayAct(actor.role, 'owner')) {
    return (
      <div className="max-w-[46rem]">
        <PageTitle back={back} title="Words of messages" />
        <NotAllowed role={actor.role} needed="owner" what="change the words of messages" />
      </div>
    )
  }
  const ownWorded = await readForPage((db) => listOwnWorded(db))
  const kinds = Object.entries(kindsOfMessages) as [MessageKind, (typeof kindsOfMessages)[MessageKind]][]
  return (
    <div className="max-w-[46rem]">
      <PageTitle back={back} title="Words of messages" />
      <p className="mt-2 text-muted">
        Subjects, openings and closings can be in the page’s own words. What happened, when, what is promised, why
        somebody gets a message and how to leave is always said by Candor.
      </p>
      <Panel>
        <ul role="list" className="divide-y divide-line">
          {kinds.map(([kind, { label, hint }]) => (
            <li key={kind} className="py-2">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                <a href={`/admin/settings/words/${kind}`} className="inline-flex min-h-11 items-center font-semibold">
                  {label}
                </a>
                <span className="text-note text-muted">
                  {ownWorded.includes(kind) ? 'In the page’s own words' : 'In Candor’s words'}
                </span>
              </p>
              <p className="text-note text-muted">{hint}</p>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}
