const words: Record<string, string> = {
  'action_item.add': 'promised an action item',
  'action_item.change': 'changed an action item',
  'action_item.drop': 'dropped an action item',
  'action_item.finish': 'finished an action item',
  'action_item.move': 'moved an action item in its list',
  'action_item.remove': 'removed an action item',
  'action_item.reopen': 'reopened an action item',
  'communications_lead.hand_over': 'handed the pen over',
  'component.archive': 'archived the component',
  'component.create': 'created the component',
  'component.move': 'moved the component',
  'component.restore': 'restored the component',
  'component.set_status': 'set the status by hand',
  'component.update': 'changed what customers read',
  'component_group.archive': 'archived the group',
  'component_group.create': 'created the group',
  'component_group.move': 'moved the group',
  'component_group.update': 'changed the group',
  'component_operations.update': 'changed what the team knows',
  'customer_link.create': 'linked a customer',
  'customer_link.delete': 'removed the link to a customer',
  'customer_link.mark_not_told': 'took back that a customer was told',
  'customer_link.mark_told': 'told a customer',
  'impact_window.correct': 'corrected when components were affected',
  'incident.correct': 'corrected when it began or ended',
  'incident.mark_false_alarm': 'found it to be a false alarm',
  'incident.merge': 'merged it into another incident',
  'incident.open': 'opened the incident',
  'incident.publish': 'made it public',
  'incident.rename': 'changed the title',
  'incident.set_impact': 'set the impact by hand',
  'incident_update.correct': 'corrected an update',
  'incident_update.post': 'posted an update',
  'maintenance.schedule': 'scheduled the maintenance',
  'page.import': 'imported a page',
  'page.set_up': 'set the page up',
  'page.update': 'changed the page’s settings',
  'page_logo.remove': 'removed the logo',
  'page_logo.replace': 'replaced the logo',
  'person.add': 'added somebody to the team',
  'person.set_password': 'set a password',
  'report.approve': 'approved the follow-up report',
  'report.publish': 'published the follow-up report',
  'report.save_draft': 'wrote at the follow-up report',
  'report.submit': 'sent the follow-up report to review',
  'report.unwaive': 'said that a follow-up report is owed after all',
  'report.waive': 'said that no follow-up report is planned',
  'session.end': 'signed out',
  'session.start': 'signed in',
}

/** An audit action as a verb behind somebody's name; one that has no words of its own still reads as what it is. */
export function activityWords(action: string): string {
  const own = words[action]
  if (own) return own
  const [noun = '', verb = ''] = action.split('.').map((part) => part.replaceAll('_', ' '))
  return verb ? `did this to the ${noun}: ${verb}` : `did this: ${noun}`
}

/** The actions that have words of their own. */
export const knownActions: readonly string[] = Object.keys(words)
