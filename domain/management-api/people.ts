import { z } from 'zod'
import { roles } from '#db/schema/people'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { listAccess, type Access } from '../people/access.ts'
import { invitePerson } from '../people/invitations.ts'
import { changeRole, deactivatePerson, reactivatePerson } from '../people/membership.ts'
import { flag, text } from './inputs.ts'
import { operation } from './operation.ts'

const time = z.string()

const shape = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  has_second_factor: z.boolean(),
  created_at: time,
  last_seen_at: time.nullable(),
  deactivated_at: time.nullable(),
})

const schema = { name: 'Person', shape }
const invitation = {
  name: 'Invitation',
  shape: z.strictObject({
    id: z.string(),
    email: z.string(),
    role: z.enum(roles),
    url: z.string().meta({ description: 'Works once; shown this once.' }),
  }),
}

type InvitationDocument = z.output<typeof invitation.shape>

const newPerson = z.object({ person: z.object({ email: text, role: text }) })
const changedPerson = z.object({
  person: z.object({
    role: text,
    is_active: flag.meta({ description: 'False ends their access and all their sessions at once.' }),
  }),
})

export const peopleOperations = [
  operation({
    method: 'GET',
    path: '/people',
    group: 'People',
    summary: 'Everybody who was ever on the team, by name.',
    scope: 'people:read',
    needs: 'owner',
    answer: { status: 200, schema, isList: true },
    run: ({ db }) => listAccess(db).map(documentOf),
  }),
  operation({
    method: 'POST',
    path: '/people',
    group: 'People',
    summary: 'Invites somebody, and answers with their link this once.',
    scope: 'people:write',
    needs: 'owner',
    body: newPerson,
    answer: { status: 201, schema: invitation },
    kept: (answer) => ({ ...(answer as InvitationDocument), url: 'shown once' }),
    run: ({ db, actor, now, url, body: { person } }) => {
      // The domain's own schema says what is no address and no role.
      const input = person as Parameters<typeof invitePerson>[2]
      const { id, token } = invitePerson(db, actor, input, now)
      return { id, ...input, url: `${url}/admin/invitation/${token}` }
    },
  }),
  operation({
    method: 'PATCH',
    path: '/people/{person}',
    group: 'People',
    summary: 'Gives somebody another role, or ends or restores their access; named by id or address.',
    scope: 'people:write',
    needs: 'owner',
    body: changedPerson,
    answer: { status: 200, schema },
    run: ({ db, actor, now, params, body: { person: change } }) => {
      const { id, role } = requireAccess(db, params.person ?? '')
      if (change.role === undefined && change.is_active === undefined) {
        throw new DomainError('invalid', 'Say what changes: person[role] or person[is_active].')
      }
      if (change.is_active === true) reactivatePerson(db, actor, id, now)
      if (change.role !== undefined && change.role !== role) {
        changeRole(db, actor, id, { role: change.role as Access['role'] }, now)
      }
      if (change.is_active === false) deactivatePerson(db, actor, id, now)
      return documentOf(requireAccess(db, id))
    },
  }),
]

function requireAccess(db: Db, idOrEmail: string): Access {
  const email = idOrEmail.toLowerCase()
  const person = listAccess(db).find((one) => one.id === idOrEmail || one.email === email)
  if (!person) throw new DomainError('not_found', `There is nobody ${idOrEmail} on the team.`)
  return person
}

function documentOf(person: Access): z.output<typeof shape> {
  const stamp = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    has_second_factor: person.hasSecondFactor,
    created_at: new Date(person.createdAt).toISOString(),
    last_seen_at: stamp(person.lastSeenAt),
    deactivated_at: stamp(person.deactivatedAt),
  }
}
