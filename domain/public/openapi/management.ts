import { z } from 'zod'
import { operations } from '../../management-api/operations.ts'
import { sentAs } from '../../management-api/inputs.ts'
import type { Operation } from '../../management-api/operation.ts'

/** How the management API is described: in OpenAPI, and in words for people. Nothing of the page is read here. */

type Json = Record<string, unknown>

/** An operation in words. */
export interface DescribedOperation {
  group: string
  method: string
  path: string
  summary: string
  scope: string
  role: string
  /** Whether it is answered with 501 until its feature is there. */
  isMissing: boolean
}

export const describedOperations: readonly DescribedOperation[] = operations.map(
  ({ group, method, path, summary, scope, needs, answer }) => ({
    group,
    method,
    path: `/v1${path}`,
    summary,
    scope,
    role: needs,
    isMissing: answer.status === 501,
  }),
)

/** The paths of OpenAPI, each with its methods. */
export function managementPaths(): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const path = `/v1${operation.path}`
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return paths
}

/** The schemas that the paths name, and how a token is sent. */
export function managementComponents(): { schemas: Json; securitySchemes: Json; responses: Json } {
  const schemas: Json = {}
  for (const { answer, body } of operations) {
    if (answer.schema) schemas[answer.schema.name] ??= schemaOf(answer.schema.shape, 'output')
    if (body) schemas[nameOfBody(body)] ??= schemaOf(body, 'input')
  }
  schemas.ManagementError = {
    type: 'object',
    properties: { error: { type: 'string' }, message: { type: 'string' } },
    required: ['error', 'message'],
  }
  return {
    schemas,
    securitySchemes,
    responses: { Refused: problemOf(refused), NotBuilt: problemOf('Candor has no such feature yet.') },
  }
}

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer' },
  oauth: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'OAuth and the token, as at Statuspage.' },
}

const refused =
  'Refused. 400: not of the expected shape. 401: no token, or none that works. 403: beyond its role, scopes or components. 404: nothing of this id. 405: another method. 409: not as things stand. 422: not possible; the message says how to mend it. 429: too many requests; Retry-After says when to come again.'

function problemOf(description: string): Json {
  return { description, content: jsonOf({ $ref: '#/components/schemas/ManagementError' }) }
}

function describe(operation: Operation): Json {
  const { method, path, group, summary, scope, needs, body, answer } = operation
  return {
    operationId: `${method.toLowerCase()}_v1${path.replace(/[^a-z0-9]+/gi, '_').replace(/_$/, '')}`,
    summary,
    description: `Needs the role ${needs} and, of a token that is narrowed, the scope ${scope}.`,
    tags: [`Management API: ${group}`],
    security: [{ bearer: [] }, { oauth: [] }],
    parameters: [...pathParameters(path), ...queryParameters(operation.query), ...keyParameters(method)],
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    responses: { ...answered(answer), '4XX': { $ref: '#/components/responses/Refused' } },
  }
}

function answered({ status, schema, isList }: Operation['answer']): Json {
  if (status === 501) return { 501: { $ref: '#/components/responses/NotBuilt' } }
  if (!schema) return { [status]: { description: 'Done.' } }
  const reference = { $ref: `#/components/schemas/${schema.name}` }
  return {
    [status]: { description: 'Done.', content: jsonOf(isList ? { type: 'array', items: reference } : reference) },
  }
}

function contentOf(body: z.ZodType): Json {
  const reference = { schema: { $ref: `#/components/schemas/${nameOfBody(body)}` } }
  return { 'application/json': reference, 'application/x-www-form-urlencoded': reference }
}

function jsonOf(schema: Json): Json {
  return { 'application/json': { schema } }
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType): Json[] {
  const { properties = {} } = schemaOf(query, 'input') as { properties?: Record<string, Json> }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(description === undefined ? {} : { description }),
    schema,
  }))
}

function keyParameters(method: string): Json[] {
  return method === 'POST' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []
}

/** For OpenAPI's shared parameters. */
export const managementParameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same request with the same key gets the same answer for 24 hours, and is done once.',
    schema: { type: 'string', maxLength: 255 },
  },
}

/** A body is named by what is in it and by the first operation that takes it. */
const bodyNames = new Map<z.ZodType, string>()
for (const { body, method, path } of operations) {
  if (!body || bodyNames.has(body)) continue
  const noun = path
    .split('/')
    .filter((part) => part !== '' && !part.startsWith('{'))
    .map((part) => part.replace(/(?:^|[-_])(\w)/g, (_, letter: string) => letter.toUpperCase()))
    .at(-1)
  bodyNames.set(body, `${method === 'POST' ? 'New' : 'Changed'}${noun ?? ''}Body`)
}

function nameOfBody(body: z.ZodType): string {
  return bodyNames.get(body) ?? 'Body'
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    target: 'draft-2020-12',
    reused: 'inline',
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { parent } = zodSchema._zod
      // What was given a description is a copy, whose parent is known.
      const sent = io === 'input' ? (sentAs.get(zodSchema) ?? (parent && sentAs.get(parent))) : undefined
      if (!sent) return
      const { description } = jsonSchema
      for (const name of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, name)
      Object.assign(jsonSchema, sent, description === undefined ? {} : { description })
    },
  })
  return schema
}
