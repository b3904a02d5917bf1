/** The columns of a file of subscribers, in the order in which they are written; an import asks for the first three alone. */
export const subscriberColumns = [
  'email',
  'consent_date',
  'consent_source',
  'components',
  'updates',
  'least_impact',
  'maintenance',
  'cadence',
  'time_zone',
  'state',
] as const

export type SubscriberColumn = (typeof subscriberColumns)[number]

/** Between the parts of the column `components`. */
export const partSeparator = ';'
/** What stands before a group's or an incident's id among components. */
export const groupPrefix = 'group:'
export const incidentPrefix = 'incident:'
