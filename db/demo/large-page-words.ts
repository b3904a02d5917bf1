/** What the generator of large pages says: words of an ordinary company that runs things on the web. */
export const groupNames = ['Application', 'API', 'Data', 'Messages', 'Platform']

export const componentNames = [
  'Web application',
  'Sign-in',
  'Search',
  'Reports',
  'File uploads',
  'Mobile application',
  'REST API',
  'GraphQL API',
  'Webhooks',
  'API tokens',
  'Rate limits',
  'Client libraries',
  'Database (Europe)',
  'Database (America)',
  'Exports',
  'Imports',
  'Backups',
  'Analytics',
  'E-mail delivery',
  'SMS delivery',
  'Push messages',
  'Chat',
  'Message history',
  'Templates',
  'Payments',
  'Invoices',
  'Job queue',
  'Content delivery',
  'DNS',
  'Support desk',
]

export const symptoms = [
  'Elevated error rates',
  'Slow responses',
  'Requests time out',
  'Delays',
  'Intermittent failures',
  'Degraded performance',
  'Connections are refused',
  'Stale data',
]

export const causes = [
  'a change to the connection pool',
  'a full disk on one of the database replicas',
  'a certificate that was renewed too late',
  'unusually high traffic from one region',
  'a failing network switch at our provider',
  'a query that locked a large table',
  'a configuration that reached all servers at once',
  'a queue that grew faster than it was worked off',
]

export const statusTexts = {
  investigating:
    'We see errors in **{component}** and are looking into them. Some requests fail; trying again often helps.',
  identified: 'The cause is {cause}. We are taking it back, and expect an effect within the next half hour.',
  monitoring: 'Errors are back to their usual level. We are watching {component} before we call this over.',
  resolved: 'This is resolved. It was caused by {cause}. We will write down what we change because of it.',
} as const
