import type { GroupFigure, MemberFigure } from '#domain/public/uptime/group-figure'
import { uptimeWords } from '#domain/uptime'
import { counted } from '../durations.tsx'
import { PageTitle } from '../page-title.tsx'
import { Section } from '../section.tsx'
import { Definitions } from './definitions.tsx'
import { FigureFiles } from './figure-files.tsx'
import { FigurePair } from './figure-pair.tsx'
import { calendarHref, figureHref, periodWords } from './period-words.tsx'

/** A group's mean over a period, and the figures that it is the mean of. */
export function GroupFigureView({ figure }: { figure: GroupFigure }) {
  const { group, period, weighted, strict, members, unshown } = figure
  const name = group.name ?? 'all components'
  const known = members.filter((member) => member.weighted !== null)
  const month = period.kind === 'last_days' ? '' : period.name.slice(0, 7)
  return (
    <article>
      <PageTitle>{`Mean uptime of ${name}, ${periodWords(period)}`}</PageTitle>
      <div className="mt-4">
        <FigurePair weighted={weighted} strict={strict} isMean isLarge />
      </div>
      <p className="mt-2 flex flex-wrap gap-x-6">
        <a className="inline-flex min-h-11 items-center" href={calendarHref(group, month)}>
          {`Calendar of ${name}`}
        </a>
        {period.kind === 'day' && (
          <a className="inline-flex min-h-11 items-center" href={figureHref(group, month)}>
            The whole month
          </a>
        )}
      </p>
      <Section title="How the figures are made" id="formula">
        {known.length === 0 ? (
          <p className="text-muted">No component of it was observed in this period.</p>
        ) : (
          <div className="rounded-panel border border-line bg-panel px-4.5 py-5 sm:px-6">
            <Members members={known} periodName={period.name} />
            <dl className="mt-3 space-y-3">
              <Mean term="Mean uptime" figures={known.map((member) => member.weighted ?? 0)} mean={weighted ?? 0} />
              <Mean term="Mean strict uptime" figures={known.map((member) => member.strict ?? 0)} mean={strict ?? 0} />
            </dl>
          </div>
        )}
      </Section>
      <Section title="What is left out" id="left-out">
        <LeftOut unobserved={members.filter((member) => member.weighted === null)} unshown={unshown} />
      </Section>
      <Section title="The same for programs" id="files">
        <FigureFiles subject={{ group: group.id }} period={period.name} />
      </Section>
      <Section title="What the words mean" id="definitions">
        <Definitions />
      </Section>
    </article>
  )
}

function Members({ members, periodName }: { members: readonly MemberFigure[]; periodName: string }) {
  return (
    <table className="w-full border-collapse text-note">
      <caption className="sr-only">The figures of the components</caption>
      <thead className="text-left text-small text-muted">
        <tr>
          <th scope="col" className="pb-2 font-normal">
            Component
          </th>
          <th scope="col" className="pb-2 pl-3 text-right font-normal">
            Uptime
          </th>
          <th scope="col" className="pb-2 pl-3 text-right font-normal">
            Strict
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ slug, name, weighted, strict }) => (
          <tr key={slug} className="border-t border-line">
            <th scope="row" className="text-left font-normal">
              <a className="inline-flex min-h-11 items-center" href={figureHref({ slug }, periodName)}>
                {name}
              </a>
            </th>
            <td className="pl-3 text-right whitespace-nowrap">{uptimeWords(weighted ?? 0)}</td>
            <td className="pl-3 text-right whitespace-nowrap">{uptimeWords(strict ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The mean with its numbers, which are hundredths of a percent. */
function Mean({ term, figures, mean }: { term: string; figures: readonly number[]; mean: number }) {
  const sum = figures.reduce((total, figure) => total + figure, 0)
  const isCut = sum % figures.length !== 0
  return (
    <div>
      <dt className="text-small text-muted">{term}</dt>
      <dd>
        {`${uptimeWords(sum)} (the ${counted(figures.length, 'figure')} added up) ÷ ${figures.length} = ${uptimeWords(mean)}${isCut ? ', cut after two digits' : ''}`}
      </dd>
    </div>
  )
}

interface LeftOutProps {
  unobserved: readonly MemberFigure[]
  unshown: readonly { slug: string; name: string }[]
}

function LeftOut({ unobserved, unshown }: LeftOutProps) {
  if (unobserved.length + unshown.length === 0)
    return <p className="text-muted">No component on the page is left out.</p>
  const names = (components: readonly { name: string }[]) => components.map(({ name }) => name).join(', ')
  return (
    <ul className="space-y-2" role="list">
      {unobserved.length > 0 && <li>{`No data in this period: ${names(unobserved)}.`}</li>}
      {unshown.length > 0 && <li>{`Their uptime is not shown: ${names(unshown)}.`}</li>}
    </ul>
  )
}
