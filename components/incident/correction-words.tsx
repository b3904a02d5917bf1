import type { ReactNode } from 'react'
import type { CorrectionChange, NamedComponent } from '#domain/corrections/correction-changes'
import { statusWords, type ComponentStatus, type Impact } from '#domain/status'
import { Time, TimesFromTo } from '../time.tsx'

interface Told {
  now: number
  timeZone: string
}

/** Where an update stands that is named; null where it stands nowhere. Left out, on the same page. */
export type UpdateHref = ((updateId: string) => string) | null

interface ChangeWordsProps extends Told {
  change: CorrectionSentence
  hrefOf?: UpdateHref
}

/** A start or an end that was moved, of one thing or, where several moved alike, of all of them. */
interface Move {
  kind: 'moved'
  edge: 'start' | 'end'
  subjects: string[]
  from: number
  to: number
}

/** What one sentence tells of a correction. */
export type CorrectionSentence = Exclude<CorrectionChange, { kind: 'incident_start' | 'window_start' }> | Move

/** The changes of a correction as sentences: what was moved alike, such as a window and its incident, is told in one. */
export function sentencesOf(changes: readonly CorrectionChange[]): CorrectionSentence[] {
  const sentences: CorrectionSentence[] = []
  for (const change of changes) {
    const move = moveOf(change)
    if (!move) {
      sentences.push(change as CorrectionSentence)
      continue
    }
    const alike = sentences.find((told) => told.kind === 'moved' && isAlike(told, move))
    if (alike?.kind === 'moved') alike.subjects.push(...move.subjects)
    else sentences.push(move)
  }
  return sentences
}

/** One thing that a correction changed, in words that go on after a colon and end without a full stop. */
export function ChangeWords({ change, hrefOf, now, timeZone }: ChangeWordsProps): ReactNode {
  const told = { now, timeZone }
  const link = hrefOf === undefined ? {} : { hrefOf }
  switch (change.kind) {
    case 'moved':
      return (
        <>
          {`${change.edge} of ${listed(change.subjects)} moved `}
          <TimesFromTo from={change.from} to={change.to} {...told} />
        </>
      )
    case 'text':
      return (
        <>
          {'the text of '}
          <UpdateName update={change.update} {...link} />
          {' of '}
          <Time at={change.update.happenedAt} {...told} form="short" />
          {' changed'}
        </>
      )
    case 'happened_at':
      return (
        <>
          {'the time of '}
          <UpdateName update={change.update} {...link} />
          {' moved '}
          <TimesFromTo from={change.from} to={change.to} {...told} />
        </>
      )
    case 'title':
      return `the title changed from “${change.from}”`
    case 'impact':
      return `the impact changed from ${impactNouns[change.from]} to ${impactNouns[change.to]}`
    case 'incident_end':
      return <EndWords subject="the incident" from={change.from} to={change.to} {...told} />
    case 'window_end':
      return <EndWords subject={held(change.component, change.status)} from={change.from} to={change.to} {...told} />
    case 'window_status':
      return `${held(change.component, change.from)} changed to ${statusNouns[change.to]}`
    case 'window_component':
      return (
        <>
          {`${statusNouns[change.status]} `}
          <SpanWords from={change.startedAt} to={change.endedAt} {...told} />
          {` moved from ${change.from.name} to ${change.to.name}`}
        </>
      )
    case 'window_added':
    case 'window_withdrawn':
      return (
        <>
          {`${held(change.component, change.status)} `}
          <SpanWords from={change.startedAt} to={change.endedAt} {...told} />
          {change.kind === 'window_added' ? ' added' : ' withdrawn'}
        </>
      )
  }
}

/** What a status is called where it stands after a component's name: "Checkout’s partial outage". */
export const statusNouns: Record<ComponentStatus, string> = {
  operational: 'time without trouble',
  under_maintenance: 'maintenance',
  degraded_performance: statusWords.degraded_performance.toLowerCase(),
  partial_outage: statusWords.partial_outage.toLowerCase(),
  major_outage: statusWords.major_outage.toLowerCase(),
}

const impactNouns: Record<Impact, string> = {
  none: 'none',
  maintenance: 'maintenance',
  minor: 'minor',
  major: 'major',
  critical: 'critical',
}

function moveOf(change: CorrectionChange): Move | null {
  if (change.kind === 'incident_start' || change.kind === 'window_start') {
    return { kind: 'moved', edge: 'start', subjects: [subjectOf(change)], from: change.from, to: change.to }
  }
  if (change.kind !== 'incident_end' && change.kind !== 'window_end') return null
  if (change.from === null || change.to === null) return null
  return { kind: 'moved', edge: 'end', subjects: [subjectOf(change)], from: change.from, to: change.to }
}

type Moved = Extract<CorrectionChange, { kind: 'incident_start' | 'incident_end' | 'window_start' | 'window_end' }>

function subjectOf(change: Moved): string {
  return 'component' in change ? held(change.component, change.status) : 'the incident'
}

function isAlike(one: Move, other: Move): boolean {
  return one.edge === other.edge && one.from === other.from && one.to === other.to
}

function held({ name }: NamedComponent, status: ComponentStatus): string {
  return `${name}${name.endsWith('s') ? '’' : '’s'} ${statusNouns[status]}`
}

function listed(subjects: readonly string[]): string {
  const last = subjects.at(-1) ?? ''
  return subjects.length < 2 ? last : `${subjects.slice(0, -1).join(', ')} and ${last}`
}

function UpdateName({
  update,
  hrefOf = (id) => `#update-${id}`,
}: {
  update: { id: string; label: string }
  hrefOf?: UpdateHref
}) {
  const name = `“${update.label}”`
  return hrefOf === null ? name : <a href={hrefOf(update.id)}>{name}</a>
}

function EndWords({ subject, from, to, ...told }: Told & { subject: string; from: number | null; to: number | null }) {
  if (to !== null) {
    return (
      <>
        {`${subject} ended `}
        <Time at={to} {...told} form="short" />
        {' and was shown as lasting'}
      </>
    )
  }
  return (
    <>
      {`${subject} lasts and was shown as ended `}
      {from !== null && <Time at={from} {...told} form="short" />}
    </>
  )
}

function SpanWords({ from, to, ...told }: Told & { from: number; to: number | null }) {
  if (to !== null) return <TimesFromTo from={from} to={to} {...told} />
  return (
    <>
      {'since '}
      <Time at={from} {...told} form="short" />
    </>
  )
}
