import { auditOperations } from './audit.ts'
import { componentGroupOperations } from './component-groups.ts'
import { componentOperations } from './components.ts'
import { incidentUpdateOperations } from './incident-updates.ts'
import { incidentOperations } from './incidents.ts'
import { missingOperations } from './missing.ts'
import type { Operation } from './operation.ts'
import { pageOperations } from './pages.ts'
import { peopleOperations } from './people.ts'
import { postmortemOperations } from './postmortems.ts'
import { reportOperations } from './reports.ts'
import { incidentSubscriberOperations } from './subscribers/incident-subscribers.ts'
import { manySubscribersOperations } from './subscribers/many-subscribers.ts'
import { subscriberOperations } from './subscribers/subscribers.ts'
import { tokenOperations } from './tokens.ts'
import { uptimeOperations } from './uptime.ts'
import { windowOperations } from './windows.ts'

/** Every operation of the management API, in the order in which people read of them. */
export const operations: readonly Operation[] = [
  ...pageOperations,
  ...componentOperations,
  ...componentGroupOperations,
  ...uptimeOperations,
  ...incidentOperations,
  ...incidentUpdateOperations,
  ...windowOperations,
  ...postmortemOperations,
  ...reportOperations,
  ...manySubscribersOperations,
  ...subscriberOperations,
  ...incidentSubscriberOperations,
  ...missingOperations,
  ...peopleOperations,
  ...tokenOperations,
  ...auditOperations,
]
