import type { Metadata } from 'next'
import { readForPage } from '#app/doors/page-read'
import { requireSession } from '#app/doors/session'
import { mayAct } from '#domain/actor'
import { timeZoneNames } from '#domain/calendar'
import { readPage, type PageRow } from '#domain/page'
import { linkLines } from '#domain/page/links'
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
    <div className="max-w-[46rem]">
      <PageTitle title="Settings of the page" />
      <p className="mt-2 text-muted">Each part is saved by itself, and is public at once.</p>
      <Panel title="Name">
        <NameForm seenAt={seenAt} before={{ name: page.name, description: page.description ?? '' }} />
      </Panel>
      <Panel title={<span id="logo">Logo</span>}>
        {logo && <LogoSample name={page.name} logo={logo} />}
        <ReplaceLogoForm hasLogo={logo !== null} mostBytes={mostLogoBytes} />
        {logo && <RemoveLogoForm />}
      </Panel>
      <Panel title="Accent colours">
        <AccentForm seenAt={seenAt} before={{ light: page.accentLight ?? '', dark: page.accentDark ?? '' }} />
      </Panel>
      <Panel title="Contact and links">
        <ContactForm
          seenAt={seenAt}
          before={{
            supportUrl: page.supportUrl ?? '',
            supportEmail: page.supportEmail ?? '',
            links: linkLines(page.links),
          }}
        />
      </Panel>
      <Panel title="Time zone">
        <TimeZoneForm seenAt={seenAt} before={page.timeZone} names={timeZoneNames()} />
      </Panel>
      <Panel title="Usual promises">
        <PromiseMinutesForm seenAt={seenAt} before={promiseMinutesOf(page.promiseMinutes)} />
      </Panel>
      <Panel title="Follow-up reports">
        <ReportPolicyForm seenAt={seenAt} before={reportPolicyOf(page)} />
      </Panel>
    </div>
  )
}

function reportPolicyOf({ reportsOwedFrom, preliminaryReportHours, finalReportDays, reviewsReports }: PageRow) {
  return { reportsOwedFrom, preliminaryReportHours, finalReportDays, reviewsReports }
}
