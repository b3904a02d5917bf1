/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // The edge compresses; one process does it once for everybody.
  compress: false,
  reactStrictMode: true,
  devIndicators: false,
  agentRules: false,
  typedRoutes: false,
  serverExternalPackages: ['better-sqlite3', 'mailparser', 'pino'],
  // Metadata stays in the head for every reader, so that no script has to move it there.
  htmlLimitedBots: /.*/,
  // A route can't be named `[id].json`: these paths stand for documents below the pages of the same things.
  rewrites: () => ({
    beforeFiles: [
      { source: '/incidents/:id.json', destination: '/incidents/:id/incident.json' },
      { source: '/api/v2/components/:id.json', destination: '/api/v2/components/:id/component.json' },
      { source: '/api/candor/incidents/:id.json', destination: '/api/candor/incidents/:id/incident.json' },
    ],
  }),
  experimental: {
    inlineCss: true,
    serverActions: {
      // Behind a proxy that changes the Host, forms still come from the page's public address.
      allowedOrigins: URL.canParse(process.env.CANDOR_URL ?? '') ? [new URL(process.env.CANDOR_URL ?? '').host] : [],
      bodySizeLimit: '1mb',
    },
  },
}
