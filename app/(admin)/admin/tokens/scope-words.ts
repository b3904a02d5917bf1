import type { Scope } from '#domain/actor'

/** Each scope, and what it lets a program do. */
export const scopeWords: { value: Scope; label: string }[] = [
  { value: 'incidents:read', label: 'Read incidents and maintenances' },
  { value: 'incidents:write', label: 'Open, update and resolve incidents' },
  { value: 'components:read', label: 'Read components and groups' },
  { value: 'components:write', label: 'Set components’ status and change them' },
  { value: 'reports:read', label: 'Read follow-up reports' },
  { value: 'reports:write', label: 'Write and publish follow-up reports' },
  { value: 'page:read', label: 'Read the page’s settings' },
  { value: 'page:write', label: 'Change the page’s settings' },
  { value: 'subscribers:read', label: 'Read subscribers' },
  { value: 'subscribers:write', label: 'Add and remove subscribers' },
  { value: 'bounces:write', label: 'Report bounces and complaints' },
  { value: 'people:read', label: 'Read who is on the team' },
  { value: 'people:write', label: 'Invite people and change their roles' },
  { value: 'tokens:read', label: 'Read the list of tokens' },
  { value: 'tokens:write', label: 'Make and revoke tokens' },
  { value: 'audit:read', label: 'Read the audit log' },
]
