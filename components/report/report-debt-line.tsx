import type { ReportDebt } from '#domain/reports/reports'
import { durationWords } from '../durations.tsx'
import { ClockIcon, StateIcon } from '../state-icon.tsx'
import { Time } from '../time.tsx'

interface DebtProps {
  debt: ReportDebt
  now: number
  timeZone: string
}

/** When a report that is owed is due, or by how much it is late. */
export function DebtWords({ debt, now, timeZone }: DebtProps) {
  const { awaits, dueAt, lateByMs, finalDueAt } = debt
  const isFirst = awaits === 'preliminary'
  const what = isFirst ? 'A preliminary report' : 'The final report'
  const final = isFirst && (
    <>
      {lateByMs > 0 ? ' The final one is due by ' : ', the final one by '}
      <Time at={finalDueAt} now={now} timeZone={timeZone} />.
    </>
  )
  if (lateByMs === 0) {
    return (
      <>
        {`${what} is due by `}
        <Time at={dueAt} now={now} timeZone={timeZone} />
        {final || '.'}
      </>
    )
  }
  return (
    <>
      <strong className="font-semibold">{`${what} is ${durationWords(lateByMs)} late:`}</strong>
      {' it was due by '}
      <Time at={dueAt} now={now} timeZone={timeZone} />.{final}
    </>
  )
}

/** The same as a line of its own, with the shape that says whether it is late. */
export function DebtLine({ debt, now, timeZone }: DebtProps) {
  const isLate = debt.lateByMs > 0
  return (
    <p className={`flex gap-2.5 px-4.5 py-3.5 sm:px-6 ${isLate ? 'bg-degraded-tint' : ''}`}>
      <span className={`mt-0.75 ${isLate ? 'text-degraded' : 'text-muted'}`}>
        {isLate ? <StateIcon state="partial_outage" className="size-4.5" /> : <ClockIcon />}
      </span>
      <span>
        <DebtWords debt={debt} now={now} timeZone={timeZone} />
      </span>
    </p>
  )
}
