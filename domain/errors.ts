export type DomainErrorCode = 'forbidden' | 'not_found' | 'invalid' | 'conflict'

/**
 * What a write throws when it refuses. The message is for the person who asked: it says what is
 * wrong and how to mend it. `field` names the input that it belongs to, where there is one.
 */
export class DomainError extends Error {
  readonly code: DomainErrorCode
  readonly field: string | undefined

  constructor(code: DomainErrorCode, message: string, field?: string) {
    super(message)
    this.name = 'DomainError'
    this.code = code
    this.field = field
  }
}
