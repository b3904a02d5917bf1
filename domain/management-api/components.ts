import { z } from 'zod'
import { componentStatuses } from '#db/schema/components'
import type { Actor } from '../actor.ts'
import { startOfDate } from '../calendar.ts'
import {
  archiveComponent,
  createComponent,
  readComponent,
  setComponentStatus,
  updateComponent,
  type ComponentRow,
} from '../components/components.ts'
import type { Db } from '../database.ts'
import { DomainError } from '../errors.ts'
import { readPage } from '../page.ts'
import { componentDocument, componentList, componentSchema } from './component-documents.ts'
import { flag, listQuery, loose, requiredText, slicePage, text } from './inputs.ts'
import { operation, type OperationRequest } from './operation.ts'
import { requirePage } from './pages.ts'
import { readManaged } from './told.ts'

const changes = {
  description: text,
  status: loose((value) => value || undefined, z.enum(componentStatuses), {
    enum: ['', null, ...componentStatuses],
    description: 'Set by hand; empty changes nothing.',
  }),
  only_show_if_degraded: flag,
  group_id: loose((value) => (value === '' ? null : value), z.string().nullable(), {
    type: ['string', 'null'],
    description: 'Null takes it out of its group.',
  }),
  showcase: flag,
  start_date: loose((value) => value || undefined, z.iso.date('must be a date such as 2026-11-24'), {
    type: ['string', 'null'],
    format: 'date',
  }),
}

const newComponent = z.object({ component: z.object({ name: requiredText, ...changes }) })
const changedComponent = z.object({ component: z.object({ name: text, ...changes }) })
type Changes = z.output<typeof changedComponent>['component']

const group = 'Components'
const all = '/pages/{page_id}/components'
const one = `${all}/{component_id}`

/** The component of a path. Throws `not_found` for one that is not there or was archived. */
export function requireListed(db: Db, id: string | undefined): ComponentRow {
  const found = readComponent(db, id ?? '')
  if (!found || found.archivedAt !== null) throw new DomainError('not_found', 'Component not found')
  return found
}

function documentOf({ db, url, now }: Pick<OperationRequest<unknown, unknown>, 'db' | 'url' | 'now'>, id: string) {
  const managed = readManaged(db, url, now)
  const component = managed.components.known.get(id)
  if (!component) throw new DomainError('not_found', 'Component not found')
  return componentDocument(managed, component)
}

/** What people read of a component, and its status, each only where it is named. */
function change(db: Db, actor: Actor, before: ComponentRow, wanted: Changes, now: number): void {
  const { status, start_date, ...named } = wanted
  const isDescribed = start_date !== undefined || Object.values(named).some((value) => value !== undefined)
  if (isDescribed) {
    updateComponent(
      db,
      actor,
      before.id,
      {
        name: named.name ?? before.name,
        description: named.description ?? before.description ?? '',
        groupId: named.group_id === undefined ? before.groupId : named.group_id,
        showsUptime: named.showcase ?? before.showsUptime,
        onlyShownIfDegraded: named.only_show_if_degraded ?? before.onlyShownIfDegraded,
        isHidden: before.hiddenAt !== null,
        ...(start_date === undefined ? {} : { startsAt: startOfDate(start_date, readPage(db).timeZone) }),
      },
      now,
    )
  }
  if (status !== undefined) setComponentStatus(db, actor, { componentId: before.id, status }, now)
}

const changing = (method: 'PATCH' | 'PUT') =>
  operation({
    method,
    path: one,
    group,
    summary:
      'Changes what is named. A status is set by hand; “operational” ends that, and what an open incident says still holds.',
    scope: 'components:write',
    needs: 'responder',
    body: changedComponent,
    answer: { status: 200, schema: componentSchema },
    run: (request) => {
      const { db, actor, params, body, now } = request
      requirePage(db, params.page_id)
      const before = requireListed(db, params.component_id)
      change(db, actor, before, body.component, now)
      return documentOf(request, before.id)
    },
  })

export const componentOperations = [
  operation({
    method: 'POST',
    path: all,
    group,
    summary: 'Adds a component at the end of its group.',
    scope: 'components:write',
    needs: 'owner',
    body: newComponent,
    answer: { status: 201, schema: componentSchema },
    run: (request) => {
      const { db, actor, params, body, now } = request
      const { timeZone } = requirePage(db, params.page_id)
      const { name, status, start_date, ...named } = body.component
      const id = createComponent(
        db,
        actor,
        {
          name,
          description: named.description ?? '',
          groupId: named.group_id ?? null,
          showsUptime: named.showcase,
          onlyShownIfDegraded: named.only_show_if_degraded,
          ...(start_date === undefined ? {} : { startsAt: startOfDate(start_date, timeZone) }),
        },
        now,
      )
      if (status !== undefined) setComponentStatus(db, actor, { componentId: id, status }, now)
      return documentOf(request, id)
    },
  }),
  operation({
    method: 'GET',
    path: all,
    group,
    summary: 'All components, hidden ones too, each group followed by its own.',
    scope: 'components:read',
    needs: 'viewer',
    query: listQuery,
    answer: { status: 200, schema: componentSchema, isList: true },
    run: ({ db, params, query, url, now }) => {
      requirePage(db, params.page_id)
      return slicePage(componentList(readManaged(db, url, now)), query)
    },
  }),
  changing('PATCH'),
  changing('PUT'),
  operation({
    method: 'DELETE',
    path: one,
    group,
    summary: 'Archives a component: it leaves the page, and its history stays. Refused while something holds it.',
    scope: 'components:write',
    needs: 'owner',
    answer: { status: 204 },
    run: ({ db, actor, params, now }) => {
      requirePage(db, params.page_id)
      archiveComponent(db, actor, requireListed(db, params.component_id).id, now)
      return null
    },
  }),
  operation({
    method: 'GET',
    path: one,
    group,
    summary: 'One component.',
    scope: 'components:read',
    needs: 'viewer',
    answer: { status: 200, schema: componentSchema },
    run: (request) => {
      requirePage(request.db, request.params.page_id)
      return documentOf(request, requireListed(request.db, request.params.component_id).id)
    },
  }),
]
