const words: Record<string, string> = {
  'incident.open': 'opened the incident',
  'incident_update.post': 'posted an update',
  'incident_update.correct': 'corrected an update',
  'incident.rename': 'changed the title',
  'incident.correct': 'corrected when it began or ended',
  'impact_window.correct': 'corrected what it did to components',
  'incident.mark_false_alarm': 'found it to be a false alarm',
  'report.save_draft': 'wrote at the follow-up report',
  'report.submit': 'asked for a review of the follow-up report',
  'report.approve': 'approved the follow-up report',
  'incident.merge': 'merged it into another incident',
  'incident.publish': 'made it public',
  'incident.set_impact': 'set the impact',
  'communications_lead.hand_over': 'handed the pen over',
  'report.publish': 'published the follow-up report',
  'report.waive': 'said that no follow-up report is planned',
  'report.unwaive': 'planned a follow-up report after all',
  'action_item.add': 'added an action item',
  'action_item.change': 'changed an action item',
  'action_item.finish': 'called an action item done',
  'action_item.drop': 'dropped an action item',
  'action_item.reopen': 'opened an action item again',
  'action_item.remove': 'took an action item back',
  'action_item.move': 'moved an action item',
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
