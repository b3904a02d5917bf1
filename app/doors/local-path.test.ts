import { expect, test } from 'vitest'
import { localPath } from './local-path.ts'

test.each(['/admin', '/admin/incidents/new', '/admin/incidents?page=2', '/admin/components#up-abc'])(
  'sign-in leads on to %s',
  (path) => {
    expect(localPath(path)).toBe(path)
  },
)

test.each([
  null,
  undefined,
  '',
  '/',
  '/incidents/abc',
  '/administration',
  '//evil.example/admin',
  '/\\evil.example/admin',
  '/admin/../../evil',
  '/admin\u0009/x',
  'https://evil.example/admin',
  'javascript:alert(1)',
  '/admin/sign-in?next=/admin',
  '/admin/link/abc',
  '/admin/setup/abc',
  '/admin/invitation/abc',
  '/admin/confirm?next=/admin/people',
])('sign-in leads to the home of the admin area for %j', (path) => {
  expect(localPath(path)).toBe('/admin')
})
