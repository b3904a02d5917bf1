import { z } from 'zod'
import { scopes } from '#db/schema/tokens'
import { roles } from '#db/schema/people'
import { DomainError } from '../errors.ts'
import { createToken, listTokens, revokeToken, type TokenRecord } from '../tokens/tokens.ts'
import type { Db } from '../database.ts'
import { ids, instant, text } from './inputs.ts'
import { operation } from './operation.ts'

const time = z.string()

const shape = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The token's first characters. */
  start: z.string(),
  role: z.enum(roles),
  scopes: z.array(z.enum(scopes)).nullable(),
  component_ids: z.array(z.string()).nullable(),
  created_at: time,
  expires_at: time,
  revoked_at: time.nullable(),
  last_used_at: time.nullable(),
  last_used_address: z.string().nullable(),
})

const schema = { name: 'Token', shape }
const made = { name: 'NewToken', shape: shape.extend({ token: z.string().meta({ description: 'Shown this once.' }) }) }

type TokenDocument = z.output<typeof shape>

const newToken = z.object({
  token: z.object({
    name: text,
    role: text,
    scopes: ids.meta({ description: 'What it is narrowed to; left out, all that its role may.' }),
    component_ids: ids.meta({ description: 'The components that it is held to; left out, all of them.' }),
    expires_at: instant.meta({ description: 'At most a year ahead.' }),
  }),
})

export const tokenOperations = [
  operation({
    method: 'GET',
    path: '/tokens',
    group: 'API tokens',
    summary: 'All tokens, ended ones too, newest first. Never the tokens themselves.',
    scope: 'tokens:read',
    needs: 'owner',
    answer: { status: 200, schema, isList: true },
    run: ({ db }) => listTokens(db).map(documentOf),
  }),
  operation({
    method: 'POST',
    path: '/tokens',
    group: 'API tokens',
    summary: 'Makes a token, and answers with it this once. It may do no more than the token that makes it.',
    scope: 'tokens:write',
    needs: 'owner',
    body: newToken,
    answer: { status: 201, schema: made },
    kept: (answer) => ({ ...(answer as TokenDocument), token: 'shown once' }),
    run: ({ db, actor, now, body: { token: sent } }) => {
      const input = {
        name: sent.name,
        role: sent.role,
        scopes: sent.scopes ?? null,
        componentIds: sent.component_ids ?? null,
        expiresAt: sent.expires_at,
      }
      // The domain's own schema says what is no name, role, scope or end.
      const { id, token } = createToken(db, actor, input as Parameters<typeof createToken>[2], now)
      return { ...documentOf(requireToken(db, id)), token }
    },
  }),
  operation({
    method: 'DELETE',
    path: '/tokens/{token_id}',
    group: 'API tokens',
    summary: 'Ends a token at once. Its row stays, so that what it did keeps its name.',
    scope: 'tokens:write',
    needs: 'owner',
    answer: { status: 200, schema },
    run: ({ db, actor, now, params }) => {
      const { token_id: id = '' } = params
      revokeToken(db, actor, id, now)
      return documentOf(requireToken(db, id))
    },
  }),
]

function requireToken(db: Db, id: string): TokenRecord {
  const token = listTokens(db).find((one) => one.id === id)
  if (!token) throw new DomainError('not_found', 'There is no such token.')
  return token
}

function documentOf(token: TokenRecord): TokenDocument {
  return {
    id: token.id,
    name: token.name,
    start: token.start,
    role: token.role,
    scopes: token.scopes && [...token.scopes],
    component_ids: token.components && token.components.map(({ id }) => id),
    created_at: stamp(token.createdAt),
    expires_at: stamp(token.expiresAt),
    revoked_at: optionalStamp(token.revokedAt),
    last_used_at: optionalStamp(token.lastUsedAt),
    last_used_address: token.lastUsedAddress,
  }
}

function stamp(at: number): string {
  return new Date(at).toISOString()
}

function optionalStamp(at: number | null): string | null {
  return at === null ? null : stamp(at)
}
