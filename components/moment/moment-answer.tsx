import type { Moment, MomentComponent, MomentWindow } from '#domain/public/moment/moment'
import { statusWords } from '#domain/status'
import { problemWords } from '#domain/public/moment/problem-words'
import { counted } from '../durations.tsx'
import { CorrectionItem } from '../incident/corrections.tsx'
import { impactLabel, impactState } from '../incident/incident-words.tsx'
import { Section } from '../section.tsx'
import { stateText, stateTint } from '../state-colors.tsx'
import { StateIcon } from '../state-icon.tsx'
import { StatusChip } from '../status-chip.tsx'
import { Time, TimeRange } from '../time.tsx'

interface MomentAnswerProps {
  moment: Moment
  permalink: string
  jsonHref: string
}

/** What was wrong at the moment that was asked for; or what is wrong with the question. */
export function MomentAnswer({ moment, permalink, jsonHref }: MomentAnswerProps) {
  const { problems, asked, components } = moment
  const affected = components.filter((component) => component.windows.length > 0)
  const others = components.filter((component) => component.windows.length === 0 && component.state !== 'no_data')
  const unknown = components.filter((component) => component.state === 'no_data')
  return (
    <>
      {problems.length > 0 && (
        <ul id="problems" role="list" className="mt-4 rounded-control bg-degraded-tint px-4.5 py-3">
          {problems.map((problem) => (
            <li key={problem}>{problemWords[problem]}</li>
          ))}
        </ul>
      )}
      {asked && (
        <>
          <Verdict moment={moment} affected={affected.length} />
          {affected.length > 0 && (
            <Section title="What was affected" id="affected">
              <ul role="list" className="divide-y divide-line rounded-panel border border-line bg-panel">
                {affected.map((component) => (
                  <Affected key={component.id} component={component} moment={moment} />
                ))}
              </ul>
            </Section>
          )}
          <Rest names={others} words="worked" />
          <Rest names={unknown} words="not on the page yet: no data" />
          <Incidents moment={moment} />
          <p className="mt-12 text-note text-muted">
            {'This answer is at '}
            <a href={permalink}>{permalink}</a>
            <span className="print:hidden">
              {' and for programs '}
              <a href={jsonHref}>as JSON</a>
            </span>
            .
          </p>
        </>
      )}
    </>
  )
}

function Verdict({ moment, affected }: { moment: Moment; affected: number }) {
  const { state, zone, asOf } = moment
  const isFine = state === 'operational' || state === 'no_data'
  return (
    <section
      aria-labelledby="verdict"
      className={`mt-8 flex gap-4 rounded-panel p-5 sm:p-6 print:border print:border-line ${stateTint[state]}`}
    >
      <span className={stateText[state]}>
        <StateIcon state={state} className="mt-0.5 size-8" />
      </span>
      <div className="min-w-0">
        <h2 id="verdict" className="text-headline leading-tight font-bold tracking-tight">
          {verdictWords(moment, affected)}
        </h2>
        <p className="mt-1">
          <AskedTime moment={moment} now={asOf} timeZone={zone} />
          {isFine && state === 'operational' ? '. We know of no trouble at that time.' : '.'}
        </p>
      </div>
    </section>
  )
}

function verdictWords({ state, component, components }: Moment, affected: number): string {
  if (state === 'no_data') return 'No data of that time'
  if (state === 'operational') return component ? `${component.name} worked` : 'All systems worked'
  const [worst] = components
  const words = statusWords[state].toLowerCase()
  if (affected === 1 && worst) return `${worst.name}: ${words}`
  return `${counted(affected, 'component')} affected, at worst: ${words}`
}

function AskedTime({ moment: { asked }, ...clock }: { moment: Moment; now: number; timeZone: string }) {
  if (!asked) return null
  return asked.from === asked.until ? (
    <>
      {'At '}
      <Time at={asked.from} {...clock} />
    </>
  ) : (
    <>
      {'Between '}
      <TimeRange from={asked.from} to={asked.until} {...clock} />
    </>
  )
}

function Affected({ component, moment }: { component: MomentComponent; moment: Moment }) {
  return (
    <li className="px-4.5 py-4 sm:px-6">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <a className="-my-3 inline-block py-3 font-semibold" href={`/components/${component.slug}`}>
          {component.name}
        </a>
        <StatusChip state={component.state} />
      </p>
      <ul role="list" className="mt-1 text-note text-muted">
        {component.windows.map((window, index) => (
          <li key={index}>
            <WindowWords window={window} moment={moment} />
          </li>
        ))}
      </ul>
    </li>
  )
}

function WindowWords({ window, moment: { asOf, zone } }: { window: MomentWindow; moment: Moment }) {
  const { status, startedAt, endedAt, holder } = window
  const clock = { now: asOf, timeZone: zone }
  return (
    <>
      {`${statusWords[status]} `}
      {endedAt === null ? (
        <>
          {'since '}
          <Time at={startedAt} {...clock} />
        </>
      ) : (
        <TimeRange from={startedAt} to={endedAt} {...clock} />
      )}
      {'id' in holder && (
        <>
          {': '}
          <a className="-my-3 inline-block py-3" href={`/incidents/${holder.id}`}>
            {holder.title}
          </a>
        </>
      )}
    </>
  )
}

function Rest({ names, words }: { names: readonly MomentComponent[]; words: string }) {
  if (names.length === 0) return null
  return (
    <p className="mt-4 text-muted">
      {`${counted(names.length, 'component')} ${words}: ${names.map(({ name }) => name).join(', ')}.`}
    </p>
  )
}

function Incidents({ moment: { incidents, asOf, zone } }: { moment: Moment }) {
  const clock = { now: asOf, timeZone: zone }
  return (
    <Section title="Incidents and maintenance at that time" id="incidents">
      {incidents.length === 0 ? (
        <p className="text-muted">None was open.</p>
      ) : (
        <ul role="list" className="grid gap-6">
          {incidents.map((incident) => (
            <li key={incident.id} className="break-inside-avoid">
              <h3 className="font-semibold">
                <a className="-my-3 inline-block py-3" href={`/incidents/${incident.id}`}>
                  {incident.title}
                </a>
              </h3>
              <p className="flex flex-wrap items-baseline gap-x-3 text-note text-muted">
                <StatusChip state={impactState(incident.impact)} label={impactLabel(incident)} />
                <span>
                  {incident.resolvedAt === null ? (
                    <>
                      {'Since '}
                      <Time at={incident.startedAt} {...clock} />
                    </>
                  ) : (
                    <TimeRange from={incident.startedAt} to={incident.resolvedAt} {...clock} />
                  )}
                </span>
              </p>
              {incident.falseAlarm && <p className="mt-1">{`It was a false alarm: ${incident.falseAlarm.reason}`}</p>}
              {incident.corrections
                .filter(({ isMinor }) => !isMinor)
                .map((correction, index) => (
                  <div key={index} className="mt-2 rounded-control bg-no-data-tint px-4.5 py-2.5">
                    <CorrectionItem
                      correction={correction}
                      hrefOf={(id) => `/incidents/${incident.id}#update-${id}`}
                      {...clock}
                    />
                  </div>
                ))}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
