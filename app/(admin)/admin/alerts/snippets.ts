/** What to write into the configuration of each source, ready to copy. */
export function snippetsFor(address: string): { label: string; text: string }[] {
  return [
    {
      label: 'Alertmanager, in alertmanager.yml',
      text: [
        'receivers:',
        '  - name: candor',
        '    webhook_configs:',
        `      - url: ${address}`,
        '        send_resolved: true',
      ].join('\n'),
    },
    {
      label: 'Grafana, a contact point as a file in provisioning/alerting',
      text: [
        'apiVersion: 1',
        'contactPoints:',
        '  - orgId: 1',
        '    name: Candor',
        '    receivers:',
        '      - uid: candor',
        '        type: webhook',
        '        settings:',
        `          url: ${address}`,
        '          httpMethod: POST',
      ].join('\n'),
    },
    {
      label:
        'PagerDuty: Integrations, Generic Webhooks (v3), with the events of incidents and this as the webhook’s URL',
      text: address,
    },
    {
      label: 'A script',
      text: `curl ${address} --json '{"group": "nightly-import", "status": "firing", "labels": {"service": "import"}}'`,
    },
  ]
}
