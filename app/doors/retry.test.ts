import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { withRetry } from './retry.ts'

test('a lock is waited for, and the result is the one of the run that got through', async () => {
  let runs = 0
  const result = await withRetry(() => {
    runs += 1
    if (runs < 3) throw new Database.SqliteError('database is locked', 'SQLITE_BUSY')
    return 'saved'
  })
  expect([result, runs]).toEqual(['saved', 3])
})

test('a lock met by asynchronous work is waited for too', async () => {
  let runs = 0
  const result = await withRetry(() => {
    runs += 1
    return runs < 2
      ? Promise.reject(new Database.SqliteError('database is locked', 'SQLITE_BUSY_SNAPSHOT'))
      : Promise.resolve('saved')
  })
  expect(result).toBe('saved')
})

test('any other error is thrown at once', async () => {
  let runs = 0
  const run = withRetry(() => {
    runs += 1
    throw new Error('no such table')
  })
  await expect(run).rejects.toThrow('no such table')
  expect(runs).toBe(1)
})
