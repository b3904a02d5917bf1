import { owingImpacts, type ReportPolicy } from '#domain/reports/reports'
import { counted } from '../durations.tsx'

/** Which incidents get a follow-up report, and by when. */
export function policyWords(policy: ReportPolicy): string {
  const impacts = owingImpacts(policy).filter((impact) => impact !== 'maintenance')
  if (impacts.length === 0) return 'What happened, whom it hit, and what we do so that it does not happen again.'
  const words = impacts.length === 3 ? 'minor, major or critical' : impacts.join(' or ')
  const { preliminaryReportHours, finalReportDays } = policy
  const preliminary =
    preliminaryReportHours < finalReportDays * 24
      ? `a preliminary one within ${counted(preliminaryReportHours, 'hour')} of its end, the final one`
      : 'one'
  return `An incident of ${words} impact gets a follow-up report: ${preliminary} within ${counted(finalReportDays, 'day')}${preliminary === 'one' ? ' of its end' : ''}.`
}
