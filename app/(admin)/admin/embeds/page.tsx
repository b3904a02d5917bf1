import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { config } from '#config'
import { readStatusPage, type StatusPage } from '#domain/public/status-page'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'

export const metadata: Metadata = { title: 'Badges and embeds' }

export default async function EmbedsPage() {
  await requireSession('/admin/embeds')
  const now = Date.now()
  const status = await readForPage((db) => readStatusPage(db, now))
  const { url } = config()
  const { page, headline } = status
  return (
    <div className="max-w-[52rem]">
      <PageTitle title="Badges and embeds" />
      <p className="mt-2 text-muted">
        Lines for your own pages. All of them show what customers see, stay current by themselves, and need no key.
      </p>
      <Panel title="A badge of the whole page">
        <Preview>
          <img src="/badge.svg" alt={headline.text} height={28} />
        </Preview>
        <CopyLine
          label="In HTML"
          text={`<a href="${url}"><img src="${url}/badge.svg" alt="Status of ${page.name}" height="28"></a>`}
        />
        <CopyLine label="In Markdown" text={`[![Status of ${page.name}](${url}/badge.svg)](${url})`} />
      </Panel>
      <Panel title="A badge of one component">
        <Components status={status} url={url} />
      </Panel>
      <Panel title="A frame">
        <p className="mt-1 text-note text-muted">The headline and what is open.</p>
        <Preview>
          <iframe
            src="/embed"
            title={`Status of ${page.name}`}
            className="h-60 w-full max-w-[26rem] rounded-control border border-line"
          />
        </Preview>
        <CopyLine
          label="In HTML"
          text={`<iframe src="${url}/embed" title="Status of ${page.name}" width="400" height="240" loading="lazy"></iframe>`}
        />
      </Panel>
      <Panel title="A banner that comes only with trouble">
        <p className="mt-1 text-note text-muted">
          A script of 3 KB. It shows one line on top of your page while something is wrong or under maintenance, and
          nothing else. Readers can close it. Add data-position=&quot;bottom&quot; to have it below.
        </p>
        <p className="mt-4">
          {headline.state === 'operational' ? (
            'Now it would show nothing, because nothing is wrong.'
          ) : (
            <>
              {'Now it would say: '}
              <strong className="font-semibold">{headline.text}</strong>
            </>
          )}
        </p>
        <CopyLine label="In HTML" text={`<script src="${url}/embed.js" defer></script>`} />
      </Panel>
      <Panel title="Feeds, calendars and the API">
        <p className="mt-1">
          What programs can read is on <a href="/api">a page of its own</a>, for your customers too.
        </p>
      </Panel>
    </div>
  )
}

function Preview({ children }: { children: ReactNode }) {
  return (
    <div className="mt-4">
      <p className="text-note text-muted">It looks like this now:</p>
      <div className="mt-2">{children}</div>
    </div>
  )
}

function Components({ status: { ungrouped, groups }, url }: { status: StatusPage; url: string }) {
  const components = [...ungrouped, ...groups.flatMap((group) => group.components)]
  if (components.length === 0) return <p className="mt-2 text-muted">The page shows no component yet.</p>
  return (
    <ul role="list" className="mt-2 divide-y divide-line">
      {components.map(({ id, slug, name }) => (
        <li key={id} className="py-4">
          <img src={`/components/${slug}/badge.svg`} alt={`The badge of ${name}`} height={28} />
          <CopyLine
            label={`${name}, in HTML`}
            text={`<a href="${url}/components/${slug}"><img src="${url}/components/${slug}/badge.svg" alt="Status of ${name}" height="28"></a>`}
          />
        </li>
      ))}
    </ul>
  )
}
