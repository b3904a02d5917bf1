import { z } from 'zod'
import { documents, type DescribedDocument } from './documents.ts'
import { managementComponents, managementParameters, managementPaths } from './management.ts'

type Json = Record<string, unknown>

const errorSchema = z
  .strictObject({ error: z.enum(['not_found', 'invalid', 'internal']), message: z.string() })
  .describe('What is wrong, in a word and in a sentence.')

/** The description of everything that programs can ask for (OpenAPI 3.1), made of the schemas that type it. */
export function openApiDocument({ name, url }: { name: string; url: string }): Json {
  const management = managementComponents()
  return {
    openapi: '3.1.0',
    info: {
      title: name,
      version: '1',
      description:
        'What is public can be read without a key, from any site’s scripts. What stands under /v1 needs a token, which an owner makes in the admin area.',
    },
    servers: [{ url }],
    paths: {
      ...Object.fromEntries(documents.map((document) => [document.path, { get: operationOf(document) }])),
      ...managementPaths(),
    },
    components: {
      ...management,
      schemas: { ...schemas(), ...management.schemas },
      parameters: managementParameters,
    },
  }
}

function schemas(): Json {
  const named = new Map(documents.flatMap(({ schema }) => (schema ? [[schema.name, schema.shape] as const] : [])))
  const entries = [...named, ['Error', errorSchema] as const]
  return Object.fromEntries(entries.map(([name, shape]) => [name, jsonSchemaOf(shape)]))
}

function jsonSchemaOf(shape: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12', reused: 'inline' })
  return schema
}

function operationOf({ group, path, summary, mediaType, parameters, schema }: DescribedDocument): Json {
  const isAsked = parameters.length > 0
  const error = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
  return {
    operationId: operationIdOf(path),
    summary,
    tags: [group],
    ...(isAsked ? { parameters: parameters.map(parameterOf) } : {}),
    responses: {
      '200': {
        description: summary,
        content: { [mediaType]: schema ? { schema: { $ref: `#/components/schemas/${schema.name}` } } : {} },
      },
      ...(parameters.some((parameter) => parameter.in === 'query' && parameter.isRequired)
        ? { '400': { description: 'The question can’t be answered.', content: error } }
        : {}),
      ...(parameters.some((parameter) => parameter.in === 'path')
        ? { '404': { description: 'There is nothing of that name.', content: error } }
        : {}),
    },
  }
}

function parameterOf({ name, in: place, isRequired, description }: DescribedDocument['parameters'][number]): Json {
  return { name, in: place, required: isRequired, description, schema: { type: 'string' } }
}

/** `get_api_v2_components_id_json`. */
function operationIdOf(path: string): string {
  return `get${path.replace(/[^a-z0-9]+/gi, '_').replace(/_$/, '')}`
}
