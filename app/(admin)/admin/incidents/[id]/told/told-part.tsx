import type { Telling } from '#domain/outbox/ledger'
import { SidePart } from '../incident-side.tsx'
import { tellingName, tellingWords } from './told-words.ts'

/** Beside an incident: how far its newest news has come, and the way to who was told. */
export function ToldPart({ incidentId, newest }: { incidentId: string; newest: Telling | null }) {
  return (
    <SidePart title="Who was told">
      {newest ? (
        <p>
          {tellingName(newest)}: {tellingWords(newest)}
        </p>
      ) : (
        <p className="text-muted">Nothing was announced here.</p>
      )}
      <p className="mt-1">
        <a href={`/admin/incidents/${incidentId}/told`} className="inline-flex min-h-11 items-center">
          Who was told, and when
        </a>
      </p>
    </SidePart>
  )
}
