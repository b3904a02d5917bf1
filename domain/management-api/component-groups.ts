import { z } from 'zod'
import type { Actor } from '../actor.ts'
import {
  archiveGroup,
  createGroup,
  listGroups,
  updateGroup,
  type ComponentGroupRow,
} from '../components/component-groups.ts'
import { listComponents, updateComponent } from '../components/components.ts'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { groupDocument, groupSchema } from './component-documents.ts'
import { requireListed } from './components.ts'
import { ids, listQuery, requiredText, slicePage, text } from './inputs.ts'
import { operation, type OperationRequest } from './operation.ts'
import { requirePage } from './pages.ts'
import { readManaged } from './told.ts'

const group = 'Component groups'
const all = '/pages/{page_id}/component-groups'
const one = `${all}/{id}`

const newGroup = z.object({
  description: text,
  component_group: z.object({ name: requiredText, description: text, components: ids }),
})
const changedGroup = z.object({
  description: text,
  component_group: z.object({ name: text, description: text, components: ids }).optional(),
})

/** The group of a path. Throws `not_found` for one that is not there or was archived. */
export function requireGroup(db: Db, id: string | undefined): ComponentGroupRow {
  const found = listGroups(db).find((candidate) => candidate.id === id)
  if (!found) throw new DomainError('not_found', 'Component group not found')
  return found
}

type Reading = Pick<OperationRequest<unknown, unknown>, 'db' | 'url' | 'now'>

function documentOf({ db, url, now }: Reading, id: string) {
  const managed = readManaged(db, url, now)
  const found = managed.components.groups.find((candidate) => candidate.id === id)
  if (!found) throw new DomainError('not_found', 'Component group not found')
  return groupDocument(managed, found)
}

/** Makes exactly these components the group's own; those that leave it stand without a group. */
function setMembers(db: Db, actor: Actor, groupId: string, wanted: readonly string[], now: number): void {
  const named = new Set(wanted.map((id) => requireListed(db, id).id))
  for (const component of listComponents(db)) {
    if (component.archivedAt !== null || named.has(component.id) === (component.groupId === groupId)) continue
    updateComponent(
      db,
      actor,
      component.id,
      {
        name: component.name,
        description: component.description ?? '',
        showsUptime: component.showsUptime,
        onlyShownIfDegraded: component.onlyShownIfDegraded,
        isHidden: component.hiddenAt !== null,
        groupId: named.has(component.id) ? groupId : null,
      },
      now,
    )
  }
}

const changing = (method: 'PATCH' | 'PUT') =>
  operation({
    method,
    path: one,
    group,
    summary: 'Changes what is named; with components, exactly those stand in the group from then on.',
    scope: 'components:write',
    needs: 'owner',
    body: changedGroup,
    answer: { status: 200, schema: groupSchema },
    run: (request) => {
      const { db, actor, params, body, now } = request
      requirePage(db, params.page_id)
      const before = requireGroup(db, params.id)
      const { name, components, description = body.description } = body.component_group ?? {}
      if (name !== undefined || description !== undefined) {
        const after = { name: name ?? before.name, description: description ?? before.description ?? '' }
        updateGroup(db, actor, before.id, after, now)
      }
      if (components !== undefined) setMembers(db, actor, before.id, components, now)
      return documentOf(request, before.id)
    },
  })

export const componentGroupOperations = [
  operation({
    method: 'POST',
    path: all,
    group,
    summary: 'Adds a group at the end of the page, with its components.',
    scope: 'components:write',
    needs: 'owner',
    body: newGroup,
    answer: { status: 201, schema: groupSchema },
    run: (request) => {
      const { db, actor, params, body, now } = request
      requirePage(db, params.page_id)
      const { name, components = [], description = body.description } = body.component_group
      const id = createGroup(db, actor, { name, description: description ?? '' }, now)
      setMembers(db, actor, id, components, now)
      return documentOf(request, id)
    },
  }),
  operation({
    method: 'GET',
    path: all,
    group,
    summary: 'All groups, empty ones too.',
    scope: 'components:read',
    needs: 'viewer',
    query: listQuery,
    answer: { status: 200, schema: groupSchema, isList: true },
    run: ({ db, params, query, url, now }) => {
      requirePage(db, params.page_id)
      const managed = readManaged(db, url, now)
      return slicePage(managed.components.groups, query).map((each) => groupDocument(managed, each))
    },
  }),
  changing('PATCH'),
  changing('PUT'),
  operation({
    method: 'DELETE',
    path: one,
    group,
    summary: 'Takes a group off the page; its components stay, without a group.',
    scope: 'components:write',
    needs: 'owner',
    answer: { status: 200, schema: groupSchema },
    run: (request) => {
      const { db, actor, params, now } = request
      requirePage(db, params.page_id)
      const { id } = requireGroup(db, params.id)
      const before = documentOf(request, id)
      setMembers(db, actor, id, [], now)
      archiveGroup(db, actor, id, now)
      return before
    },
  }),
  operation({
    method: 'GET',
    path: one,
    group,
    summary: 'One group.',
    scope: 'components:read',
    needs: 'viewer',
    answer: { status: 200, schema: groupSchema },
    run: (request) => {
      requirePage(request.db, request.params.page_id)
      return documentOf(request, requireGroup(request.db, request.params.id).id)
    },
  }),
]
