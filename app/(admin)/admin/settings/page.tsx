import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { timeZoneNames } from '#domain/calendar'
import { readPage, type PageRow } from '#domain/page'
import { linkLines } from '#domain/page/link-lines'
import { mostLogoBytes } from '#domain/page/logos'
import { readPublicPage } from '#domain/public/status-page'
import { NotAllowed } from '../../parts/not-allowed.tsx'
import { PageTitle } from '../../parts/page-title.tsx'
import { Panel } from '../../parts/panel.tsx'
import { AccentForm } from './accent-form.tsx'
import { ContactForm } from './contact-form.tsx'
import { RemoveLogoForm, ReplaceLogoForm } from './logo-forms.tsx'
import { LogoSample } from './logo-sample.tsx'
import { NameForm } from './name-form.tsx'
import { PromiseMinutesForm } from './promise-minutes-form.tsx'
import { promiseMinutesOf } from './promised.ts'
import { ReportPolicyForm } from './report-policy-form.tsx'
import { TimeZoneForm } from './time-zone-form.tsx'

export const metadata: Metadata = { title: 'Settings of the page' }

export default async function SettingsPage() {
  const { actor } = await requireSession('/admin/settings')
  const { page, logo } = await readForPage((db) => ({ page: readPage(db), logo: readPublicPage(db).logo }))
  if (!mayAct(actor.role, 'owner')) {
    return (
      <div className="max-w-[46rem]">
        <PageTitle title="Settings of the page" />
        <NotAllowed role={actor.role} needed="owner" what="change what the page is called and how it looks" />
      </div>
    )
  }
  const { updatedAt: seenAt } = page
  return (
    <>
      <PageTitle title="Settings of the page" />
      <p className="mt-2 text-muted">
        Each part is saved by itself, and is public at once. What other sites can show of the page stands in{' '}
        <a href="/admin/embeds">badges and embeds</a>; with what programs act, on <a href="/admin/tokens">API tokens</a>
        ; what mails and chats say, in <a href="/admin/settings/words">words of messages</a>; who is on the team, on{' '}
        <a href="/admin/people">people</a>; how it signs in, in{' '}
        <a href="/admin/settings/single-sign-on">single sign-on</a>; what monitoring sends, in{' '}
        <a href="/admin/alerts">alerts</a>; who changed what, in the <a href="/admin/audit">audit log</a>.
      </p>
      <div className="lg:grid lg:grid-cols-[minmax(0,46rem)_minmax(0,1fr)] lg:items-start lg:gap-x-12">
        <div>
          <Part name="name">
            <NameForm seenAt={seenAt} before={{ name: page.name, description: page.description ?? '' }} />
          </Part>
          <Part name="logo">
            {logo && <LogoSample name={page.name} logo={logo} />}
            <ReplaceLogoForm hasLogo={logo !== null} mostBytes={mostLogoBytes} />
            {logo && <RemoveLogoForm />}
          </Part>
          <Part name="accent">
            <AccentForm seenAt={seenAt} before={{ light: page.accentLight ?? '', dark: page.accentDark ?? '' }} />
          </Part>
          <Part name="contact">
            <ContactForm
              seenAt={seenAt}
              before={{
                supportUrl: page.supportUrl ?? '',
                supportEmail: page.supportEmail ?? '',
                links: linkLines(page.links),
              }}
            />
          </Part>
          <Part name="timeZone">
            <TimeZoneForm seenAt={seenAt} before={page.timeZone} names={timeZoneNames()} />
          </Part>
          <Part name="promises">
            <PromiseMinutesForm seenAt={seenAt} before={promiseMinutesOf(page.promiseMinutes)} />
          </Part>
          <Part name="reports">
            <ReportPolicyForm seenAt={seenAt} before={reportPolicyOf(page)} />
          </Part>
        </div>
        <nav aria-label="Parts of the settings" className="sticky top-6 mt-6 hidden lg:block">
          <ul>
            {Object.entries(parts).map(([name, title]) => (
              <li key={name}>
                <a href={`#${name}`} className="inline-flex min-h-11 items-center text-muted">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </>
  )
}

const parts = {
  name: 'Name',
  logo: 'Logo',
  accent: 'Accent colours',
  contact: 'Contact and links',
  timeZone: 'Time zone',
  promises: 'Usual promises',
  reports: 'Follow-up reports',
}

function Part({ name, children }: { name: keyof typeof parts; children: ReactNode }) {
  return <Panel title={<span id={name}>{parts[name]}</span>}>{children}</Panel>
}

function reportPolicyOf({ reportsOwedFrom, preliminaryReportHours, finalReportDays, reviewsReports }: PageRow) {
  return { reportsOwedFrom, preliminaryReportHours, finalReportDays, reviewsReports }
}
