import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { DatabaseClosedError } from '#db/connection'
import { config } from '#config'
import { readForPage } from '#app/doors/page-read'
import { currentSession } from '#app/doors/session'
import type { SignedIn } from '#auth/sessions'
import { newId } from '#domain/identity'
import { readHeld, type Held } from '#domain/outbox/holds'
import { readPage } from '#domain/page'
import { FrameProvider } from './parts/frame.tsx'
import { Header } from './parts/header.tsx'
import { HeldBanner } from './parts/held-banner.tsx'
import { Trouble } from './parts/trouble.tsx'
import './admin.css'

export async function generateMetadata(): Promise<Metadata> {
  const frame = await readFrame()
  const name = frame?.pageName ?? 'Candor'
  return {
    title: { template: `%s · ${name} desk`, default: `${name} desk` },
    robots: { index: false, follow: false },
  }
}

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const frame = await readFrame()
  return (
    <html lang="en">
      <body>
        <a
          href="#content"
          className="sr-only rounded-control bg-panel p-4 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10"
        >
          Skip to the content
        </a>
        <FrameProvider
          seed={newId()}
          timeZone={frame?.timeZone ?? 'UTC'}
          now={Date.now()}
          mostRecipients={config().mostRecipients}
        >
          {frame?.session && <Header pageName={frame.pageName} session={frame.session} />}
          {frame?.session && <HeldBanner held={frame.held} role={frame.session.actor.role} />}
          <main id="content" className="mx-auto max-w-[76rem] px-5 pb-16">
            {frame ? children : <Trouble />}
          </main>
        </FrameProvider>
      </body>
    </html>
  )
}

/** What stands around every page; null while the database can't be used, which the page then says without any script. */
async function readFrame(): Promise<{
  pageName: string
  timeZone: string
  held: Held
  session: SignedIn | null
} | null> {
  try {
    const { page, held } = await readForPage((db) => ({ page: readPage(db), held: readHeld(db) }))
    return { pageName: page.name, timeZone: page.timeZone, held, session: await currentSession() }
  } catch (error) {
    if (error instanceof DatabaseClosedError) return null
    throw error
  }
}
