import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { describedOperations } from './management.ts'
import { openApiDocument } from './openapi.ts'

const document = openApiDocument({ name: 'Acme Status', url: 'https://status.acme.example' })
const text = JSON.stringify(document)

test('the description is valid, and names no schema that is not there', async () => {
  const { errors } = await new Validator().validate(structuredClone(document))
  expect(errors).toBeUndefined()
  const { schemas } = document.components as { schemas: Record<string, unknown> }
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(schemas).toHaveProperty(name ?? '')
})

test('every operation is in it once, with the token that it needs', () => {
  const paths = document.paths as Record<string, Record<string, { operationId: string; security: unknown }>>
  const described = describedOperations.map(({ method, path }) => paths[path]?.[method.toLowerCase()])
  expect(described.every((operation) => operation?.security)).toBe(true)
  expect(new Set(described.map((operation) => operation?.operationId)).size).toBe(describedOperations.length)
})

test('it stays of a size that tools load at once', () => {
  expect(text.length).toBeLessThan(300_000)
})
