'use client'

import { roleWords, type Role } from '#domain/actor'
import { ChoiceField } from '../../parts/forms/fields.tsx'

const roles: Role[] = ['viewer', 'support', 'responder', 'owner']

/** The four roles, the least first. */
export function RoleField({ before }: { before: Role }) {
  return (
    <ChoiceField
      name="role"
      label="Role"
      hint="Viewers read. Support links customers and copies replies. Responders publish. Owners do everything. Choose the least that does."
      before={before}
      options={roles.map((role) => ({ value: role, label: roleWords[role] }))}
    />
  )
}
