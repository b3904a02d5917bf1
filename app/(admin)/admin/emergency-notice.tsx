import { Time } from '../../../components/time.tsx'

interface EmergencyNoticeProps {
  uses: readonly { name: string; at: number }[]
  now: number
  timeZone: string
}

/** Tells owners that somebody came in without the provider, though only the provider is allowed. */
export function EmergencyNotice({ uses: [latest, ...earlier], now, timeZone }: EmergencyNoticeProps) {
  if (!latest) return null
  return (
    <p className="mt-5 rounded-control bg-degraded-tint px-4 py-3">
      {latest.name} used the emergency sign-in, without the provider,{' '}
      <Time at={latest.at} now={now} timeZone={timeZone} />
      {earlier.length > 0 &&
        ` (and so did somebody ${earlier.length === 1 ? 'once' : `${earlier.length} times`} before)`}
      . <a href="/admin/settings/single-sign-on#emergencies">See who may</a>.
    </p>
  )
}
