import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { previewMessage } from '#db/connection'
import { mayAct } from '#domain/actor'
import { isMessageKind, kindsOfMessages, variableWords, type MessageKind } from '#domain/messages/message-kinds'
import { readMessageTemplate } from '#domain/messages/message-templates'
import { mailStyle } from '../../../../../../components/mail/mail-style.tsx'
import { Missing } from '../../../../parts/missing.tsx'
import { NotAllowed } from '../../../../parts/not-allowed.tsx'
import { PageTitle } from '../../../../parts/page-title.tsx'
import { Panel } from '../../../../parts/panel.tsx'
import { PreviewOfMessage } from './preview-of-message.tsx'
import { ResetForm, WordsForm } from './words-form.tsx'

interface KindPageProps {
  params: Promise<{ kind: string }>
}

const back = { href: '/admin/settings/words', label: 'Words of messages' }

export async function generateMetadata({ params }: KindPageProps): Promise<Metadata> {
  const { kind } = await params
  return { title: isMessageKind(kind) ? kindsOfMessages[kind].label : 'No such message' }
}

export default async function KindPage({ params }: KindPageProps) {
  const { kind } = await params
  const { actor } = await requireSession(`/admin/settings/words/${kind}`)
  if (!mayAct(actor.role, 'owner')) {
    return (
      <div className="max-w-[46rem]">
        <PageTitle back={back} title={isMessageKind(kind) ? kindsOfMessages[kind].label : 'Words of a message'} />
        <NotAllowed role={actor.role} needed="owner" what="change the words of messages" />
      </div>
    )
  }
  if (!isMessageKind(kind)) {
    return <Missing title="There is no such kind of message" text="Choose one from the list of messages." />
  }
  const { label, hint, parts } = kindsOfMessages[kind]
  const now = Date.now()
  const { words, preview } = await readForPage((db) => {
    const { version, ...templates } = readMessageTemplate(db, kind)
    return { words: { ...templates, version }, preview: previewMessage(kind, templates, now) }
  })
  const isOwn = parts.some((part) => words[part] !== null)
  return (
    <>
      <PageTitle back={back} title={label} />
      <p className="mt-2 text-muted">{hint}</p>
      {/* Inert, but the edge allows its style by it: the frame below with the mail lives by this page's policy. */}
      <template dangerouslySetInnerHTML={{ __html: `<style>${mailStyle}</style>` }} />
      <div className="lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start lg:gap-x-6">
        <div className="min-w-0">
          <Panel title="The page’s own words">
            <WordsForm kind={kind} parts={parts} seen={words.version} before={beforeOf(words)} />
          </Panel>
          <Panel title="What it says now">
            <PreviewOfMessage preview={preview} />
            {isOwn && <ResetForm kind={kind} seen={words.version} />}
          </Panel>
        </div>
        <Variables kind={kind} values={preview.values} />
      </div>
    </>
  )
}

function beforeOf({ subject, opening, closing }: Record<'subject' | 'opening' | 'closing', string | null>) {
  return { subject: subject ?? '', opening: opening ?? '', closing: closing ?? '' }
}

function Variables({ kind, values }: { kind: MessageKind; values: Record<string, string> }) {
  return (
    <Panel title="Variables">
      <p className="mt-1 text-note text-muted">
        {'{{#next}}…{{/next}}'} is there only where the variable is not empty, {'{{^next}}…{{/next}}'} only where it is.
      </p>
      <dl className="mt-3 grid grid-cols-1 gap-y-3">
        {kindsOfMessages[kind].variables.map((name) => (
          <div key={name}>
            <dt>
              <code className="font-mono text-note font-semibold">{`{{${name}}}`}</code>
            </dt>
            <dd className="text-note text-muted">{variableWords[name]}</dd>
            <dd className="text-note break-words">{values[name] || '(empty)'}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
