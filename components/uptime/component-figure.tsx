import type { ComponentFigure } from '#domain/public/uptime/component-figure'
import { CorrectionItem } from '../incident/corrections.tsx'
import { notableDays, TroubleDays, troubleWords } from '../component/trouble-days.tsx'
import { PageTitle } from '../page-title.tsx'
import { Section } from '../section.tsx'
import { CountedWindows, FalseAlarms } from './counted-windows.tsx'
import { Definitions } from './definitions.tsx'
import { FigureFiles } from './figure-files.tsx'
import { FigurePair } from './figure-pair.tsx'
import { Formula } from './formula.tsx'
import { calendarHref, figureHref, periodWords } from './period-words.tsx'
import { Unobserved } from './unobserved.tsx'

/** A component's figure over a period, and everything that it is made of. */
export function ComponentFigureView({ figure }: { figure: ComponentFigure }) {
  const { component, period, page, asOf, weighted, strict, windows, falseAlarms, corrections } = figure
  const told = { now: asOf, timeZone: page.timeZone }
  const notable = notableDays(figure.days)
  const month = period.kind === 'day' ? period.name.slice(0, 7) : ''
  return (
    <article>
      <PageTitle>{`Uptime of ${component.name}, ${periodWords(period)}`}</PageTitle>
      <div className="mt-4">
        <FigurePair weighted={weighted} strict={strict} isLarge />
      </div>
      <p className="mt-2 flex flex-wrap gap-x-6">
        <a className="inline-flex min-h-11 items-center" href={calendarHref(component, month || monthOf(figure))}>
          {`Calendar of ${component.name}`}
        </a>
        {month !== '' && (
          <a className="inline-flex min-h-11 items-center" href={figureHref(component, month)}>
            The whole month
          </a>
        )}
      </p>
      {weighted !== null && strict !== null && (
        <Section title="How the figures are made" id="formula">
          <Formula time={figure.time} weighted={weighted} strict={strict} />
        </Section>
      )}
      <Section title="What counts" id="windows">
        {windows.length === 0 ? (
          <p className="text-muted">No outage, no degraded performance and no maintenance lies in this period.</p>
        ) : (
          <>
            <p className="mb-3 text-note text-muted">
              Every stretch of time in which something was not operational, cut to this period. Where stretches overlap,
              each second counts once: for the worst of them, among equals for the one that began first.
            </p>
            <CountedWindows windows={windows} {...told} />
          </>
        )}
      </Section>
      {falseAlarms.length > 0 && (
        <Section title="What counts for nothing" id="false-alarms">
          <FalseAlarms windows={falseAlarms} {...told} />
        </Section>
      )}
      <Section title="Corrections" id="corrections">
        {corrections.length === 0 ? (
          <p className="text-muted">No time that counts here was corrected.</p>
        ) : (
          <ul className="space-y-3 rounded-control bg-no-data-tint px-4.5 py-3.5" role="list">
            {corrections.map((correction, index) => (
              <li key={index}>
                <CorrectionItem correction={correction} {...told} />
                <p>
                  <a href={`/incidents/${correction.incident.id}`}>{correction.incident.title}</a>
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Time without data" id="unobserved">
        <Unobserved figure={figure} />
      </Section>
      {period.kind !== 'day' && (
        <Section title={troubleWords(notable)} id="days">
          {notable.length > 0 ? (
            <TroubleDays notable={notable} hrefOf={(date) => figureHref(component, date)} />
          ) : (
            <p className="text-muted">Every observed day was operational.</p>
          )}
        </Section>
      )}
      <Section title="The same for programs" id="files">
        <FigureFiles subject={{ component: component.slug }} period={period.name} />
      </Section>
      <Section title="What the words mean" id="definitions">
        <Definitions />
      </Section>
    </article>
  )
}

/** The month whose calendar shows the period; of the last days it is the newest, which is the calendar's own choice. */
function monthOf({ period }: ComponentFigure): string {
  return period.kind === 'month' ? period.name : ''
}
