/** The management API as a command asks it: of this machine's database, or of another host with a token. */
export interface Api {
  /** Asks an operation, by its path below `/v1`. Throws ApiRefusal for an answer that is no success. */
  ask: <Answer>(method: Method, path: string, body?: unknown) => Promise<Answer>
  close: () => void
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Why an operation was refused, in words for whoever stands at the terminal. */
export class ApiRefusal extends Error {}
