const words: Record<string, string> = {
  'incident.open': 'opened the incident',
  'incident_update.post': 'posted an update',
  'incident_update.correct': 'corrected an update',
  'incident.mark_false_alarm': 'found it to be a false alarm',
  'report.publish': 'published the follow-up report',
  'maintenance.schedule': 'scheduled the maintenance',
  'component.create': 'created the component',
  'component.update': 'changed what customers read',
  'component_operations.update': 'changed what the team knows',
  'component.move': 'moved the component',
  'component.set_status': 'set the status by hand',
  'component.archive': 'archived the component',
  'component.restore': 'restored the component',
}

/** An audit action as a verb behind somebody's name; an unknown one as it is written. */
export function activityWords(action: string): string {
  return words[action] ?? `did ${action}`
}
