import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { componentOperations, criticalities } from '#db/schema/components'
import { mustAct, mustReach, type Actor } from '../actor.ts'
import { recordAudit } from '../audit.ts'
import { write, type Db } from '../database.ts'
import { optionalLine, optionalUrl } from '../input.ts'
import { refuseStaleRecord } from '../seen-record.ts'
import { operationsMark, operationsParts } from './component-marks.ts'
import { requireComponent } from './components.ts'

/** What only the team sees of a component. */
export const componentOperationsInput = z.object({
  owner: optionalLine('The owner', { max: 120 }),
  criticality: z.enum(criticalities).nullable(),
  runbookUrl: optionalUrl('The runbook'),
  dashboardUrl: optionalUrl('The dashboard'),
  diagramUrl: optionalUrl('The diagram'),
  /** What whoever writes has seen, as `operationsMark` said; left out, nobody asks. */
  seen: z.string().optional(),
})

/** Changes what only the team sees of a component. Throws `forbidden` below owner, `not_found`, `invalid`, `conflict` (StaleViewError). */
export function updateComponentOperations(
  db: Db,
  actor: Actor,
  id: string,
  rawInput: z.input<typeof componentOperationsInput>,
  now: number,
): void {
  mustAct(actor, 'owner')
  mustReach(actor, [id])
  const { seen, ...input } = componentOperationsInput.parse(rawInput)
  write(db, (tx) => {
    requireComponent(tx, id)
    const before = tx.select().from(componentOperations).where(eq(componentOperations.componentId, id)).get()
    refuseStaleRecord(tx, actor, {
      subject: { kind: 'component', id },
      actions: ['component_operations.update'],
      seen,
      actual: operationsMark(before),
      did: 'changed what the team knows of this component',
      parts: () => operationsParts(before),
    })
    tx.insert(componentOperations)
      .values({ componentId: id, ...input })
      .onConflictDoUpdate({ target: componentOperations.componentId, set: input })
      .run()
    recordAudit(
      tx,
      actor,
      { action: 'component_operations.update', subjectKind: 'component', subjectId: id, before, after: input },
      now,
    )
  })
}
