import type { AuditRecord } from '#domain/audit/records'
import { instantWords } from '../../../../components/instants.tsx'
import { Time } from '../../../../components/time.tsx'
import { activityWords } from '../../parts/incidents/activity-words.ts'
import { actorWords } from '../../parts/record/actor-words.ts'
import { changeLines } from '../../parts/record/change-lines.ts'
import { ChangeList } from '../../parts/record/change-list.tsx'
import { auditAddress } from './audit-query.ts'
import { kindWords, subjectPlace } from './subject-place.ts'

interface AuditEntryProps {
  record: AuditRecord
  names: ReadonlyMap<string, string>
  now: number
  timeZone: string
}

/** One act: who, what, to what, when, from where, and what it changed. */
export function AuditEntry({ record, names, now, timeZone }: AuditEntryProps) {
  const { actor, action, subject, number } = record
  const lines = changeLines(record.before, record.after, {
    nameOf: (id) => names.get(id),
    instantWords: (at) => instantWords(at, { now, timeZone }, 'full'),
  })
  return (
    <li id={`record-${number}`} className="border-line py-4 first:pt-0 last:pb-0 not-first:border-t">
      <div className="flex flex-wrap justify-between gap-x-6">
        <p className="min-w-0 wrap-anywhere">
          <strong className="font-semibold">{actor.name}</strong> {activityWords(action)}
          {actor.kind !== 'person' && <span className="text-muted">{` (${actorWords[actor.kind]})`}</span>}
          {!(subject.kind === actor.kind && subject.id === actor.id) && (
            <>
              {': '}
              <Subject subject={subject} name={names.get(subject.id)} />
            </>
          )}
        </p>
        <p className="text-note text-muted">
          <Time at={record.at} now={now} timeZone={timeZone} form="stamp" />
        </p>
      </div>
      <ChangeList lines={lines} />
      <p className="mt-1.5 flex flex-wrap items-center gap-x-4 text-note text-muted wrap-anywhere">
        <span>{`No. ${number}`}</span>
        <code>{action}</code>
        {record.address !== null && <span>{`from ${record.address}`}</span>}
        {record.requestId !== null && <span>{`request ${record.requestId}`}</span>}
        <a
          href={auditAddress({ subject: `${subject.kind}:${subject.id}` })}
          className="inline-flex min-h-11 items-center"
        >
          {`All of this ${kindWords(subject.kind)}`}
        </a>
      </p>
    </li>
  )
}

function Subject({ subject, name }: { subject: AuditRecord['subject']; name: string | undefined }) {
  const place = subjectPlace(subject)
  const words = name ?? `${kindWords(subject.kind)} ${subject.kind === 'page' ? '' : subject.id}`.trim()
  return place === null ? <span>{words}</span> : <a href={place}>{words}</a>
}
